// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import al.fole.keys.SubjectKey;
import al.fole.keys.Vault;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.util.Arrays;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Subject keys of 32 random bytes, wrapped under the key-encryption key {@code subject.key}. */
@Component(configurationPid = "al.fole.keys")
public final class SubjectVault implements Vault {
  private static final String WRAPPING = "fole subject key";
  private static final int INDEX_BYTES = 16;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Aead kek;
  private final Kdf indexes;

  /** The vault of an installation. */
  @Activate
  public SubjectVault(@Reference FileKeys keys) {
    kek = new Aead(keys.key("subject"));
    indexes = new Kdf(keys.key("index"));
  }

  @Override
  public byte[] newKey() {
    byte[] key = new byte[32];
    RANDOM.nextBytes(key);
    try {
      return kek.encrypt(WRAPPING, key);
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public SubjectKey open(byte[] wrapped) {
    byte[] key = kek.decrypt(WRAPPING, wrapped);
    try {
      return new OpenKey(new Aead(key));
    } finally {
      Arrays.fill(key, (byte) 0);
    }
  }

  @Override
  public byte[] index(String purpose, String value) {
    byte[] mac = indexes.mac("fole index " + purpose, value.getBytes(StandardCharsets.UTF_8));
    return Arrays.copyOf(mac, INDEX_BYTES);
  }

  private static final class OpenKey implements SubjectKey {
    private final Aead aead;

    OpenKey(Aead aead) {
      this.aead = aead;
    }

    @Override
    public byte[] encrypt(String field, byte[] text) {
      return aead.encrypt(field, text);
    }

    @Override
    public byte[] decrypt(String field, byte[] sealed) {
      return aead.decrypt(field, sealed);
    }

    @Override
    public String toString() {
      return "SubjectKey";
    }
  }
}
