// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import org.osgi.annotation.versioning.ProviderType;

/**
 * Keys of subjects (a person, a record), wrapped by the installation's key-encryption key, and
 * blind indexes. Destroying the wrapped key is erasure: nothing encrypted under it can be read
 * again.
 */
@ProviderType
public interface Vault {

  /** A new random key, wrapped; store the bytes, at most 128. */
  byte[] newKey();

  /**
   * The key behind {@code wrapped}.
   *
   * @throws IllegalArgumentException when the bytes were not wrapped by this installation
   */
  SubjectKey open(byte[] wrapped);

  /**
   * HMAC-SHA-256, cut to 16 bytes, under a key of its own per {@code purpose}: equal values give
   * equal indexes, and nothing else can be told from one.
   *
   * @param purpose name of the indexed field, for example {@code persons.number}
   */
  byte[] index(String purpose, String value);
}
