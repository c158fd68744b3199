// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.osgi.framework.BundleContext;

final class KeysActivatorTest {
  @TempDir Path temp;

  @ParameterizedTest
  @ValueSource(strings = {"demonstration", "TRAINING"})
  void theFirstStartOfAnExerciseMakesKeys(String mode) {
    start(mode);
    assertDoesNotThrow(() -> new FileKeys(context(mode)));
  }

  @ParameterizedTest
  @NullSource
  @ValueSource(strings = {"production", "PRODUCTION"})
  void productionNeverMakesKeysByItself(@Nullable String mode) {
    var refused = assertThrows(KeysRefused.class, () -> start(mode));
    assertTrue(String.valueOf(refused.getMessage()).startsWith("There are no keys in "));
    assertTrue(Files.notExists(temp.resolve("keys")));
  }

  @Test
  void productionTakesTheKeysAPersonMade() {
    FileKeys.open(temp.resolve("keys"), true);
    start("production");
  }

  @Test
  void theDirectoryMustBeNamed() {
    var nowhere = context(Map.of("fole.mode", "demonstration"));
    var refused = assertThrows(KeysRefused.class, () -> new KeysActivator().start(nowhere));
    assertEquals(
        "The framework property fole.keys must name the key directory.", refused.getMessage());
  }

  private void start(@Nullable String mode) {
    new KeysActivator().start(context(mode));
  }

  private BundleContext context(@Nullable String mode) {
    var properties = new HashMap<String, String>();
    properties.put("fole.keys", temp.resolve("keys").toString());
    if (mode != null) {
      properties.put("fole.mode", mode);
    }
    return context(properties);
  }

  private static BundleContext context(Map<String, String> properties) {
    return (BundleContext)
        Proxy.newProxyInstance(
            BundleContext.class.getClassLoader(),
            new Class<?>[] {BundleContext.class},
            (proxy, method, arguments) -> properties.get((String) arguments[0]));
  }
}
