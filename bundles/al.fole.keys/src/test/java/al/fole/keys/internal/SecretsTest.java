// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class SecretsTest {
  private static final byte[] TEXT = "Drita e Hënës".getBytes(StandardCharsets.UTF_8);

  @TempDir Path temp;

  @Test
  void aSubjectKeySealsAFieldForItselfOnly() {
    var vault = new SubjectVault(keys("a"));
    byte[] wrapped = vault.newKey();
    assertTrue(wrapped.length <= 128);
    byte[] sealed = vault.open(wrapped).encrypt("name", TEXT);
    assertEquals(TEXT.length + 29, sealed.length);
    assertArrayEquals(TEXT, vault.open(wrapped).decrypt("name", sealed));
    var other = vault.open(vault.newKey());
    assertThrows(IllegalArgumentException.class, () -> other.decrypt("name", sealed));
    var same = vault.open(wrapped);
    assertThrows(IllegalArgumentException.class, () -> same.decrypt("father", sealed));
    for (int i = 0; i < sealed.length; i++) {
      byte[] changed = sealed.clone();
      changed[i] ^= 1;
      assertThrows(IllegalArgumentException.class, () -> same.decrypt("name", changed));
    }
    assertThrows(IllegalArgumentException.class, () -> same.decrypt("name", new byte[28]));
  }

  @Test
  void aKeyOfAnotherInstallationDoesNotOpen() {
    byte[] wrapped = new SubjectVault(keys("a")).newKey();
    var other = new SubjectVault(keys("b"));
    assertThrows(IllegalArgumentException.class, () -> other.open(wrapped));
  }

  @Test
  void equalValuesHaveEqualIndexesOfOnePurpose() {
    var vault = new SubjectVault(keys("a"));
    byte[] index = vault.index("persons.number", "K12345678A");
    assertEquals(16, index.length);
    assertArrayEquals(index, new SubjectVault(keys("a")).index("persons.number", "K12345678A"));
    assertNotEquals(hex(index), hex(vault.index("persons.number", "K12345678B")));
    assertNotEquals(hex(index), hex(vault.index("persons.token", "K12345678A")));
    assertNotEquals(
        hex(index), hex(new SubjectVault(keys("b")).index("persons.number", "K12345678A")));
  }

  @Test
  void tokensOpenForTheirPurposeOnly() {
    var tokens = new SealedTokens(keys("a"));
    String token = tokens.seal("cursor", TEXT);
    assertTrue(token.matches("[A-Za-z0-9_-]+"));
    assertArrayEquals(TEXT, tokens.unseal("cursor", token).orElseThrow());
    assertTrue(tokens.unseal("other", token).isEmpty());
    assertTrue(tokens.unseal("cursor", token + "x").isEmpty());
    assertTrue(tokens.unseal("cursor", "ë ç").isEmpty());
    assertTrue(new SealedTokens(keys("b")).unseal("cursor", token).isEmpty());
    assertEquals(43, tokens.random().length());
    assertNotEquals(tokens.random(), tokens.random());
    assertEquals(32, tokens.digest("session", "x").length);
    assertFalse(
        java.util.Arrays.equals(tokens.digest("session", "x"), tokens.digest("first", "x")));
  }

  /** The derivation of ENTRY-FORMAT-1 §3, written out from RFC 5869. */
  @Test
  void aSealIsWhatTheEntryFormatSays() throws GeneralSecurityException {
    var keys = keys("a");
    byte[] secret = hmac(new byte[32], keys.key("seal"));
    byte[] info = "fole node \u0001\u0002\u0001".getBytes(StandardCharsets.ISO_8859_1);
    byte[] expected = hmac(hmac(secret, info), TEXT);
    assertArrayEquals(expected, new NodeSeals(keys).seal(0x0102, TEXT));
    var seals = new NodeSeals(keys);
    assertThrows(IllegalArgumentException.class, () -> seals.seal(0x10000, TEXT));
  }

  /** RFC 5869, test case 3: no salt, no info. */
  @Test
  void derivationFollowsTheRfc() {
    byte[] root = HexFormat.of().parseHex("0b".repeat(22));
    assertEquals(
        "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d",
        hex(Kdf.derive(root, new byte[0])));
  }

  private FileKeys keys(String installation) {
    return FileKeys.open(temp.resolve(installation), true);
  }

  private static byte[] hmac(byte[] key, byte[] message) throws GeneralSecurityException {
    Mac mac = Mac.getInstance("HmacSHA256");
    mac.init(new SecretKeySpec(key, "HmacSHA256"));
    return mac.doFinal(message);
  }

  private static String hex(byte[] bytes) {
    return HexFormat.of().formatHex(bytes);
  }
}
