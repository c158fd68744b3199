// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class KeyDirectoryTest {
  @TempDir Path temp;

  @Test
  void keysAreMadeOnceAndReadAgain() {
    Path dir = temp.resolve("deep/keys");
    var first = FileKeys.open(dir, true);
    var again = FileKeys.open(dir, true);
    assertArrayEquals(first.key("seal"), again.key("seal"));
    assertArrayEquals(first.key("seal"), read(dir.resolve("seal.key")));
  }

  @Test
  void onlyTheOwnerMayReadThem() throws IOException {
    Path dir = temp.resolve("keys");
    FileKeys.open(dir, true);
    assertEquals("rwx------", mode(dir));
    try (var files = Files.list(dir)) {
      assertTrue(files.allMatch(file -> mode(file).equals("rw-------")));
    }
  }

  @Test
  void absentKeysAreNotMadeUnasked() {
    var refused = assertThrows(KeysRefused.class, () -> FileKeys.open(temp.resolve("no"), false));
    assertTrue(said(refused).startsWith("There are no keys in "), said(refused));
    assertFalse(Files.exists(temp.resolve("no")));
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject.key", "pepper.key", "signer.key", "installation"})
  void aFileOthersCanReadIsRefused(String name) throws IOException {
    Path file = made().resolve(name);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-r-----"));
    var refused = assertThrows(KeysRefused.class, () -> FileKeys.open(made(), false));
    assertTrue(said(refused).contains(name + " is open to others"), said(refused));
  }

  @Test
  void aDirectoryOthersCanEnterIsRefused() throws IOException {
    Files.setPosixFilePermissions(made(), PosixFilePermissions.fromString("rwxr-x---"));
    assertThrows(KeysRefused.class, () -> FileKeys.open(made(), false));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "subject.key",
        "index.key",
        "token.key",
        "pepper.key",
        "seal.key",
        "signer.key",
        "installation",
        "signer.state"
      })
  void aMissingFileIsRefusedByName(String name) throws IOException {
    Files.delete(made().resolve(name));
    var refused = assertThrows(KeysRefused.class, () -> FileKeys.open(made(), true));
    assertTrue(said(refused).contains(name + " is missing"), said(refused));
  }

  @ParameterizedTest
  @ValueSource(strings = {"subject.key", "signer.key", "installation"})
  void aChangedFileIsRefused(String name) throws IOException {
    Path file = made().resolve(name);
    byte[] bytes = Files.readAllBytes(file);
    bytes[20] ^= 1;
    Files.write(file, bytes);
    assertThrows(KeysRefused.class, () -> FileKeys.open(made(), false));
    Files.write(file, new byte[0]);
    assertThrows(KeysRefused.class, () -> FileKeys.open(made(), false));
  }

  @Test
  void aKeyOfAnotherInstallationIsRefused() throws IOException {
    Path other = temp.resolve("other");
    FileKeys.open(other, true);
    Files.copy(
        other.resolve("seal.key"), made().resolve("seal.key"), StandardCopyOption.REPLACE_EXISTING);
    var refused = assertThrows(KeysRefused.class, () -> FileKeys.open(made(), false));
    assertTrue(said(refused).contains("another installation"), said(refused));
  }

  @Test
  void nothingPrintsAKey() {
    var keys = FileKeys.open(made(), false);
    var text =
        List.of(keys, new SubjectVault(keys), new SealedTokens(keys), new NodeSeals(keys))
            .toString();
    var hex = HexFormat.of().formatHex(keys.key("subject"));
    assertFalse(text.contains(hex.substring(0, 8)), text);
    assertEquals("SubjectKey", new SubjectVault(keys).open(new SubjectVault(keys).newKey()) + "");
  }

  @Test
  void theCommandMakesAndChecksThem() {
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    var dir = temp.resolve("made").toString();
    assertEquals(1, KeysCommand.run(List.of("check", dir), print));
    assertEquals(0, KeysCommand.run(List.of("create", dir), print));
    assertEquals(1, KeysCommand.run(List.of("create", dir), print), "they are there");
    assertEquals(0, KeysCommand.run(List.of("check", dir), print));
    assertEquals(1, KeysCommand.run(List.of(), print));
    assertEquals(5, out.toString(StandardCharsets.UTF_8).lines().count());
  }

  private static String said(KeysRefused refused) {
    return String.valueOf(refused.getMessage());
  }

  private Path made() {
    Path dir = temp.resolve("keys");
    if (!Files.exists(dir)) {
      FileKeys.open(dir, true);
    }
    return dir;
  }

  private static String mode(Path path) {
    try {
      return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static byte[] read(Path path) {
    try {
      return Files.readAllBytes(path);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
