// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.access.Scope;
import al.fole.persons.PersonFacts;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of schema {@code persons}. */
interface PersonMapper {
  /** A row, whole. */
  String ROWS =
      """
      select p.id, p.version, p.personal_number, p.temporary_identifier, p.first_name,
        p.father_name, p.last_name, p.sex, p.birth_date, p.birth_date_estimated, p.municipality,
        p.address, p.contact, p.provider, p.informed_on, p.recorded_at
      from persons.person p
      """;

  /** What ends a search: every criterion, newest first (ids grow with time). */
  String SOUGHT =
      """
        and (#{sought.number}::bytea is null or exists (
          select 1 from persons.number o
          where o.blind = #{sought.number}::bytea and o.person = p.id))
        and not exists (
          select 1 from unnest(#{sought.words}::bytea[]) word
          where not exists (
            select 1 from persons.token o where o.token = word and o.person = p.id))
        and (#{sought.birthDate}::date is null or p.birth_date = #{sought.birthDate}::date)
        and (#{sought.municipality}::text is null or p.municipality = #{sought.municipality}::text)
        and (#{sought.after}::uuid is null or p.id < #{sought.after}::uuid)
        and {scope p.id}
      order by p.id desc
      limit #{sought.limit}
      """;

  @Insert(
      """
      insert into persons.person (
        id, version, personal_number, temporary_identifier, first_name, father_name, last_name,
        sex, birth_date, birth_date_estimated, municipality, address, contact,
        provider, informed_on, recorded_at)
      values (
        #{id}, #{version}, #{personalNumber}, #{temporaryIdentifier}, #{firstName}, #{fatherName},
        #{lastName}, #{sex}, #{birthDate}, #{birthDateEstimated}, #{municipality}, #{address},
        #{contact}, #{provider}, #{informedOn}, #{recordedAt})
      """)
  int insert(SealedPerson person);

  @Update(
      """
      update persons.person p set
        version = #{person.version}, personal_number = #{person.personalNumber},
        temporary_identifier = #{person.temporaryIdentifier},
        first_name = #{person.firstName}, father_name = #{person.fatherName},
        last_name = #{person.lastName}, sex = #{person.sex}, birth_date = #{person.birthDate},
        birth_date_estimated = #{person.birthDateEstimated},
        municipality = #{person.municipality}, address = #{person.address},
        contact = #{person.contact}, provider = #{person.provider},
        informed_on = #{person.informedOn}, recorded_at = #{person.recordedAt}
      where p.id = #{person.id} and p.version = #{person.version} - 1 and {scope p.id}
      """)
  int update(@Param("person") SealedPerson person, @Param("scope") Scope scope);

  @Select(ROWS + "where p.id = any(#{ids}::uuid[]) and {scope p.id}")
  List<SealedPerson> byId(@Param("ids") List<UUID> ids, @Param("scope") Scope scope);

  /** For a change: nobody else changes the row until the transaction ends. */
  @Select(ROWS + "where p.id = #{id} and {scope p.id} for no key update")
  @Nullable SealedPerson locked(@Param("id") UUID id, @Param("scope") Scope scope);

  @Select(
      """
      select p.id, p.version, p.sex, p.birth_date, p.birth_date_estimated, p.municipality
      from persons.person p
      where p.id = #{id} and {scope p.id}
      for share
      """)
  @Nullable PersonFacts facts(@Param("id") UUID id, @Param("scope") Scope scope);

  /** Search led by the number. */
  @Select(
      ROWS
          + "join persons.number n on n.person = p.id where n.blind = #{sought.number}::bytea"
          + SOUGHT)
  List<SealedPerson> byNumber(@Param("sought") Sought sought, @Param("scope") Scope scope);

  /** Search led by the first word, in the order of its index. */
  @Select(
      ROWS
          + "join persons.token t on t.person = p.id where t.token = #{sought.words[0]}::bytea"
          + SOUGHT)
  List<SealedPerson> byName(@Param("sought") Sought sought, @Param("scope") Scope scope);

  /** Search led by the birth date. */
  @Select(ROWS + "where p.birth_date = #{sought.birthDate}" + SOUGHT)
  List<SealedPerson> byBirthDate(@Param("sought") Sought sought, @Param("scope") Scope scope);

  /**
   * What to look for.
   *
   * @param words indexes of words, the longest first
   * @param after the last id of the page before
   */
  record Sought(
      @Nullable String number,
      List<String> words,
      @Nullable LocalDate birthDate,
      @Nullable String municipality,
      @Nullable UUID after,
      int limit) {}

  /** Whether he is there for the caller. */
  @Select("select exists (select 1 from persons.person p where p.id = #{id} and {scope p.id})")
  boolean isThere(@Param("id") UUID id, @Param("scope") Scope scope);

  /**
   * Claims a number for a person, once in the whole register; waits for a transaction that is just
   * claiming the same.
   *
   * @return 0 when it is another's
   */
  @Insert(
      """
      insert into persons.number (person, blind) values (#{person}, #{blind}::bytea)
      on conflict do nothing
      """)
  int claim(@Param("blind") String blind, @Param("person") UUID person);

  /** Gives up the number that is corrected. */
  @Delete("delete from persons.number n where n.person = #{person}")
  int release(UUID person);

  /** Whose number it is, in scope or not, and a unit that has him in its scope. */
  @Select(
      """
      select n.person,
        (select min(s.unit) from access.scope s where s.subject = n.person and s.closed_on is null)
          as unit
      from persons.number n
      where n.blind = #{blind}::bytea
      """)
  @Nullable Match match(String blind);

  /** Somebody who has a number. */
  record Match(UUID person, @Nullable String unit) {}

  @Insert(
      """
      insert into persons.token (person, token)
      select #{person}::uuid, word from unnest(#{words}::bytea[]) word
      """)
  int index(@Param("person") UUID person, @Param("words") List<String> words);

  @Delete("delete from persons.token t where t.person = #{person}")
  int unindex(UUID person);

  /** Which code is the first that its list lacks on that day, from 1; null when none is. */
  @Select("select reference.unknown_code(#{lists}::text[], #{codes}::text[], #{day})")
  @Nullable Integer unknownCode(
      @Param("lists") List<String> lists,
      @Param("codes") List<@Nullable String> codes,
      @Param("day") LocalDate day);
}
