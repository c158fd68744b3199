// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Which provider holds the keys: the only place that knows all of them. */
@FunctionalInterface
interface KeyChoice {

  /** The keys in plain files. */
  KeyChoice FILES = PlainFiles::new;

  /** The provider of a directory. */
  KeyProvider of(Path directory);

  /** The keys in one file under the password, which stands on the first line of another file. */
  static KeyChoice pkcs12(Path passwordFile) {
    try {
      return pkcs12(Files.readString(passwordFile).lines().findFirst().orElse(""));
    } catch (IOException e) {
      throw new KeysRefused("The password file " + passwordFile + " cannot be read.");
    }
  }

  private static KeyChoice pkcs12(String password) {
    if (password.length() < 12) {
      throw new KeysRefused("The password of the keys has fewer than 12 characters.");
    }
    return directory -> new Pkcs12File(directory, password.toCharArray());
  }

  /**
   * As the settings say: {@code fole.keys.provider} is {@code files} (when absent) or {@code
   * pkcs12}; the password of the latter stands in the file {@code fole.keys.password-file}, or is
   * {@code fole.keys.password} itself.
   */
  static KeyChoice of(UnaryOperator<@Nullable String> setting) {
    String chosen = setting.apply("fole.keys.provider");
    switch (chosen == null || chosen.isBlank() ? "files" : chosen.toLowerCase(Locale.ROOT)) {
      case "files":
        return FILES;
      case "pkcs12":
        String file = setting.apply("fole.keys.password-file");
        String password = setting.apply("fole.keys.password");
        if (file != null) {
          return pkcs12(Path.of(file));
        }
        return pkcs12(password == null ? "" : password);
      default:
        throw new KeysRefused("fole.keys.provider must be files or pkcs12, not " + chosen + ".");
    }
  }
}
