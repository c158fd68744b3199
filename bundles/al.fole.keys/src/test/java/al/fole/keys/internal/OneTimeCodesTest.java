// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class OneTimeCodesTest {
  private static final String SEED = "1234567890";
  private static final Instant NOW = Instant.parse("2026-11-02T08:00:10Z");

  @TempDir Path temp;

  /** RFC 6238, appendix B; the keys are as long as the digest, as erratum 2866 says. */
  @ParameterizedTest
  @CsvSource({
    "59, 94287082, 46119246, 90693936",
    "1111111109, 07081804, 68084774, 25091201",
    "1111111111, 14050471, 67062674, 99943326",
    "1234567890, 89005924, 91819424, 93441116",
    "2000000000, 69279037, 90698825, 38618901",
    "20000000000, 65353130, 77737706, 47863826"
  })
  void theVectorsOfTheRfc(long time, String sha1, String sha256, String sha512) {
    assertEquals(sha1, code("HmacSHA1", 20, time));
    assertEquals(sha256, code("HmacSHA256", 32, time));
    assertEquals(sha512, code("HmacSHA512", 64, time));
  }

  private static String code(String algorithm, int bytes, long time) {
    byte[] key = SEED.repeat(7).substring(0, bytes).getBytes(US_ASCII);
    return new Totp(algorithm, 8).code(key, time / Totp.STEP_SECONDS);
  }

  @Test
  void aCodeIsGoodInItsStepAndInTheNeighbours() {
    var codes = codes("a");
    byte[] secret = codes.newSecret("owner");
    long step = NOW.getEpochSecond() / 30;
    for (long near = step - 1; near <= step + 1; near++) {
      assertEquals(
          OptionalLong.of(near), codes.step("owner", secret, code(codes, secret, near), NOW));
    }
    for (long far : new long[] {step - 2, step + 2}) {
      assertTrue(codes.step("owner", secret, code(codes, secret, far), NOW).isEmpty());
    }
    for (String wrong : new String[] {"", "12345", "1234567", "abcdef", "\u0661\u0662\u0663456"}) {
      assertTrue(codes.step("owner", secret, wrong, NOW).isEmpty(), wrong);
    }
  }

  @Test
  void aSecretIsItsOwnersAndItsInstallations() {
    var codes = codes("a");
    byte[] secret = codes.newSecret("owner");
    assertTrue(secret.length <= 128);
    String shown = codes.reveal("owner", secret);
    assertTrue(shown.matches("[A-Z2-7]{32}"), shown);
    assertNotEquals(shown, codes.reveal("owner", codes.newSecret("owner")));
    assertFalse(new String(secret, US_ASCII).contains(shown));
    assertThrows(IllegalArgumentException.class, () -> codes.reveal("another", secret));
    assertThrows(
        IllegalArgumentException.class, () -> codes.step("another", secret, "123456", NOW));
    assertThrows(IllegalArgumentException.class, () -> codes("b").reveal("owner", secret));
  }

  /** As an authenticator computes it from what is shown. */
  private static String code(SealedCodes codes, byte[] secret, long step) {
    String shown = codes.reveal("owner", secret);
    var bits = new StringBuilder();
    for (char letter : shown.toCharArray()) {
      int value = "ABCDEFGHIJKLMNOPQRSTUVWXYZ234567".indexOf(letter);
      bits.append(String.format("%5s", Integer.toBinaryString(value)).replace(' ', '0'));
    }
    byte[] key = new byte[20];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) Integer.parseInt(bits.substring(8 * i, 8 * i + 8), 2);
    }
    return Totp.SHA_1.code(key, step);
  }

  private SealedCodes codes(String installation) {
    return new SealedCodes(FileKeys.open(temp.resolve(installation), true));
  }
}
