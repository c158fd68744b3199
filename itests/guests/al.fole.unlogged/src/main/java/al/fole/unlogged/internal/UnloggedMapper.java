// SPDX-License-Identifier: EUPL-1.2
package al.fole.unlogged.internal;

import al.fole.access.Scope;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The same row as persons reads. */
interface UnloggedMapper {

  /** Columns as in {@code persons.person}. */
  record Row(
      UUID id,
      long version,
      byte @Nullable [] personalNumber,
      @Nullable String temporaryIdentifier,
      byte @Nullable [] firstName,
      byte @Nullable [] fatherName,
      byte @Nullable [] lastName,
      String sex,
      LocalDate birthDate,
      boolean birthDateEstimated,
      String municipality,
      byte @Nullable [] address,
      byte @Nullable [] contact,
      String provider,
      LocalDate informedOn,
      Instant recordedAt) {}

  @Select(
      """
      select p.id, p.version, p.personal_number, p.temporary_identifier, p.first_name,
        p.father_name, p.last_name, p.sex, p.birth_date, p.birth_date_estimated, p.municipality,
        p.address, p.contact, p.provider, p.informed_on, p.recorded_at
      from persons.person p
      where p.id = #{id} and {scope p.id}
      """)
  Optional<Row> row(@Param("id") UUID id, @Param("scope") Scope scope);
}
