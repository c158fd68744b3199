// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.SubjectKey;
import al.fole.persons.Identity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where an adult of a foster family lives (banesa): what the law protects (I-15).
 *
 * @param id also the subject whose key seals it
 */
record Home(
    UUID id, UUID person, @Nullable String address, @Nullable String contact, Instant protectedAt) {

  /** As it is said now. */
  Home corrected(Identity told) {
    return new Home(id, person, told.address(), told.contact(), protectedAt);
  }

  Row sealed(SubjectKey key) {
    return new Row(
        id, person, seal(key, "address", address), seal(key, "contact", contact), protectedAt);
  }

  /** Names no place. */
  @Override
  public String toString() {
    return "Home[" + id + "]";
  }

  /** As the row is. */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record Row(
      UUID id,
      UUID person,
      byte @Nullable [] address,
      byte @Nullable [] contact,
      Instant protectedAt) {

    Home open(SubjectKey key) {
      return new Home(
          id,
          person,
          unseal(key, "address", address),
          unseal(key, "contact", contact),
          protectedAt);
    }
  }

  private static byte @Nullable [] seal(SubjectKey key, String field, @Nullable String text) {
    return text == null ? null : key.encrypt("persons.home." + field, text.getBytes(UTF_8));
  }

  private static @Nullable String unseal(SubjectKey key, String field, byte @Nullable [] sealed) {
    return sealed == null ? null : new String(key.decrypt("persons.home." + field, sealed), UTF_8);
  }
}
