// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import org.osgi.annotation.versioning.ProviderType;

/** One subject's key in use. AES-256-GCM with a random 96-bit nonce; safe for concurrent use. */
@ProviderType
public interface SubjectKey {

  /**
   * @param field name of the field, authenticated with the text: a value cannot be moved to another
   *     field
   * @return version, nonce, cipher text and tag; 29 bytes longer than the text
   */
  byte[] encrypt(String field, byte[] text);

  /**
   * @throws IllegalArgumentException when the bytes were changed or belong to another key or field
   */
  byte[] decrypt(String field, byte[] sealed);
}
