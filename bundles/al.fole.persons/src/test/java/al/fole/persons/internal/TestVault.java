// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.keys.SubjectKey;
import al.fole.keys.Vault;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Blind indexes of tests that need no key. */
final class TestVault implements Vault {

  @Override
  public byte[] newKey() {
    throw new UnsupportedOperationException();
  }

  @Override
  public SubjectKey open(byte[] wrapped) {
    throw new UnsupportedOperationException();
  }

  @Override
  public byte[] index(String purpose, String value) {
    try {
      Mac mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(purpose.getBytes(StandardCharsets.UTF_8), "HmacSHA256"));
      return Arrays.copyOf(mac.doFinal(value.getBytes(StandardCharsets.UTF_8)), 16);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
