// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.SubjectKey;
import al.fole.persons.Identity;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where somebody protected lives.
 *
 * @param id also the subject whose key seals it
 */
record Hidden(
    UUID id,
    UUID person,
    String municipality,
    @Nullable String address,
    @Nullable String contact,
    Instant protectedAt) {

  /** What an identity says of it. */
  static Hidden of(UUID id, UUID person, Identity told, Instant now) {
    return new Hidden(id, person, told.municipality(), told.address(), told.contact(), now);
  }

  /** As it is said now; the municipality {@value Person#WITHHELD} says nothing. */
  Hidden corrected(Identity told) {
    return told.municipality().equals(Person.WITHHELD) ? this : of(id, person, told, protectedAt);
  }

  Row sealed(SubjectKey key) {
    return new Row(
        id,
        person,
        key.encrypt("persons.protected.municipality", municipality.getBytes(UTF_8)),
        seal(key, "address", address),
        seal(key, "contact", contact),
        protectedAt);
  }

  /** Names no place. */
  @Override
  public String toString() {
    return "Hidden[" + id + "]";
  }

  /** As the row is. */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record Row(
      UUID id,
      UUID person,
      byte[] municipality,
      byte @Nullable [] address,
      byte @Nullable [] contact,
      Instant protectedAt) {

    Hidden open(SubjectKey key) {
      String municipality =
          new String(key.decrypt("persons.protected.municipality", this.municipality), UTF_8);
      return new Hidden(
          id,
          person,
          municipality,
          unseal(key, "address", address),
          unseal(key, "contact", contact),
          protectedAt);
    }
  }

  private static byte @Nullable [] seal(SubjectKey key, String field, @Nullable String text) {
    return text == null ? null : key.encrypt("persons.protected." + field, text.getBytes(UTF_8));
  }

  private static @Nullable String unseal(SubjectKey key, String field, byte @Nullable [] sealed) {
    return sealed == null
        ? null
        : new String(key.decrypt("persons.protected." + field, sealed), UTF_8);
  }
}
