// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import javax.crypto.spec.SecretKeySpec;

/**
 * Keys in {@code keys.p12} (PKCS#12, RFC 7292), encrypted under a password that lies elsewhere. The
 * container is the JDK's own: AES-256 and PBKDF2, integrity by HMAC-SHA-256.
 */
final class Pkcs12File implements KeyProvider {
  static final String FILE = "keys.p12";

  private final Path file;
  private final char[] password;

  Pkcs12File(Path directory, char[] password) {
    file = directory.resolve(FILE);
    this.password = password.clone();
  }

  @Override
  public void store(Map<String, byte[]> keys) throws IOException {
    try {
      KeyStore store = Files.exists(file) ? open() : KeyStore.getInstance("PKCS12");
      if (!Files.exists(file)) {
        store.load(null, password);
      }
      for (var key : keys.entrySet()) {
        // "AES" only because a secret in PKCS#12 must name an algorithm the JDK knows.
        store.setEntry(
            key.getKey(),
            new KeyStore.SecretKeyEntry(new SecretKeySpec(key.getValue(), "AES")),
            new KeyStore.PasswordProtection(password));
      }
      var bytes = new ByteArrayOutputStream();
      store.store(bytes, password);
      KeyFiles.replace(file, bytes.toByteArray());
    } catch (GeneralSecurityException e) {
      throw new IOException(e);
    }
  }

  @Override
  public byte[] read(String name) throws IOException {
    try {
      var key = open().getKey(name, password);
      if (key == null) {
        throw new KeysRefused("The key " + name + " is missing from " + file + ": restore it.");
      }
      return key.getEncoded();
    } catch (GeneralSecurityException e) {
      throw new KeysRefused("The key " + name + " in " + file + " cannot be opened.");
    }
  }

  private KeyStore open() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    try {
      store.load(new ByteArrayInputStream(Files.readAllBytes(KeyFiles.present(file))), password);
    } catch (IOException e) {
      throw new KeysRefused(
          "The key file " + file + " cannot be opened: it is damaged or the password is another.");
    }
    return store;
  }

  /** Names the place only. */
  @Override
  public String toString() {
    return "Pkcs12File[" + file + "]";
  }
}
