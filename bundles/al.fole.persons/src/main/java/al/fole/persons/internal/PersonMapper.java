// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.access.Scope;
import al.fole.persons.PersonFacts;
import java.time.Instant;
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
        p.address, p.contact, p.provider, p.informed_on, p.recorded_at, p.home_protected
      from persons.person p
      """;

  /**
   * People found, as far as the caller may read them: a column of a field group he may not read is
   * not selected. Each group is asked once a person. In a session that has opened an identity, that
   * counts as reading it.
   */
  String SHOWN =
      """
      )
      select p.id, p.version,
        case when r.identified then p.personal_number end as personal_number,
        case when r.identified then p.temporary_identifier end as temporary_identifier,
        case when r.identified then p.first_name end as first_name,
        case when r.identified then p.father_name end as father_name,
        case when r.identified then p.last_name end as last_name,
        p.sex,
        case when r.identified then p.birth_date end as birth_date,
        p.birth_date_estimated, p.municipality,
        case when r.identified then p.address end as address,
        case when r.identified then p.contact end as contact,
        p.provider, p.informed_on, p.recorded_at, r.identified,
        case when r.placed then a.id end as hidden,
        case when r.placed then a.municipality end as hidden_municipality,
        case when r.placed then a.address end as hidden_address,
        case when r.placed then a.contact end as hidden_contact,
        case when r.placed then h.id end as home,
        case when r.placed then h.address end as home_address,
        case when r.placed then h.contact end as home_contact,
        p.home_protected,
        p.erased_at is not null as erased
      from found
      join persons.person p on p.id = found.id
      left join persons.protected_address a on a.person = p.id and a.lifted_at is null
      left join persons.home h on h.person = p.id and h.lifted_at is null
      cross join lateral (
        select {field IDENTITY p.id} or exists (
            select 1 from persons.opening o
             where o.person = p.id and #{opened}
               and o.session = nullif(current_setting('fole.session', true), '')::uuid)
            as identified,
          {field PROTECTED_ADDRESS p.id} as placed
        offset 0) r
      order by p.id desc
      """;

  /** What begins a search. */
  String FOUND = "with found as materialized (select p.id from persons.person p ";

  /**
   * What ends a search: every criterion, newest first (ids grow with time). Only those are found
   * whose identity the caller reads, and nobody by a municipality that is withheld.
   */
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
        and (#{sought.municipality}::text is null
          or (p.municipality = #{sought.municipality}::text and p.municipality <> '00'))
        and (#{sought.after}::uuid is null or p.id < #{sought.after}::uuid)
        and p.erased_at is null and {scope p.id} and {field IDENTITY p.id}
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
        informed_on = #{person.informedOn}, recorded_at = #{person.recordedAt},
        home_protected = #{person.homeProtected}
      where p.id = #{person.id} and p.version = #{person.version} - 1 and {scope p.id}
      """)
  int update(@Param("person") SealedPerson person, @Param("scope") Scope scope);

  /**
   * The array in a query of its own: the server cannot count it, so that one plan does for all
   * arrays, and it is kept. Planning took several times as long as the reading of one person.
   *
   * @param opened whether identities opened in this session count
   */
  @Select(FOUND + "where p.id = any(array(select unnest(#{ids}::uuid[]))) and {scope p.id}" + SHOWN)
  List<ShownPerson> byId(
      @Param("ids") List<UUID> ids, @Param("opened") boolean opened, @Param("scope") Scope scope);

  /** For a change: nobody else changes the row until the transaction ends. */
  @Select(ROWS + "where p.id = #{id} and p.erased_at is null and {scope p.id} for no key update")
  @Nullable SealedPerson locked(@Param("id") UUID id, @Param("scope") Scope scope);

  @Select(
      """
      select p.id, p.version, p.sex, p.birth_date, p.birth_date_estimated, p.municipality
      from persons.person p
      where p.id = #{id} and p.erased_at is null and {scope p.id}
      for share
      """)
  @Nullable PersonFacts facts(@Param("id") UUID id, @Param("scope") Scope scope);

  /** Facts of somebody whom the transaction changes too. */
  @Select(
      """
      select p.id, p.version, p.sex, p.birth_date, p.birth_date_estimated, p.municipality
      from persons.person p
      where p.id = #{id} and p.erased_at is null and {scope p.id}
      for no key update
      """)
  @Nullable PersonFacts factsToChange(@Param("id") UUID id, @Param("scope") Scope scope);

  /** Search led by the number. */
  @Select(
      FOUND
          + "join persons.number n on n.person = p.id where n.blind = #{sought.number}::bytea"
          + SOUGHT
          + SHOWN)
  List<ShownPerson> byNumber(
      @Param("sought") Sought sought, @Param("opened") boolean opened, @Param("scope") Scope scope);

  /** Search led by the first word, in the order of its index. */
  @Select(
      FOUND
          + "join persons.token t on t.person = p.id where t.token = #{sought.words[0]}::bytea"
          + SOUGHT
          + SHOWN)
  List<ShownPerson> byName(
      @Param("sought") Sought sought, @Param("opened") boolean opened, @Param("scope") Scope scope);

  /** Search led by the birth date. */
  @Select(FOUND + "where p.birth_date = #{sought.birthDate}" + SOUGHT + SHOWN)
  List<ShownPerson> byBirthDate(
      @Param("sought") Sought sought, @Param("opened") boolean opened, @Param("scope") Scope scope);

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

  /**
   * Whose number it is, in scope or not, and a unit that has him in its scope. Of somebody
   * protected no unit, for it says where he lives; nor of somebody sealed.
   */
  @Select(
      """
      select n.person,
        (select min(s.unit) from access.scope s
          where s.subject = n.person and s.closed_on is null
            and not exists (select 1 from persons.protected_address a
              where a.person = n.person and a.lifted_at is null)
            and not exists (select 1 from access.standing t
              where t.subject = n.person and t.state = 'SEALED')) as unit
      from persons.number n
      where n.blind = #{blind}::bytea
      /* unscoped: whoever enters a number learns that it is taken, and in which unit to ask */
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

  // Protected addresses

  /** Where he lives, for a change; null when it is not protected, or not for the caller. */
  @Select(
      """
      select a.id, a.person, a.municipality, a.address, a.contact, a.protected_at
      from persons.protected_address a
      where a.person = #{person} and a.lifted_at is null
        and {scope a.person} and {field PROTECTED_ADDRESS a.person}
      for no key update
      """)
  Hidden.@Nullable Row hidden(@Param("person") UUID person, @Param("scope") Scope scope);

  @Insert(
      """
      insert into persons.protected_address (
        id, person, municipality, address, contact, protected_at)
      values (#{id}, #{person}, #{municipality}, #{address}, #{contact}, #{protectedAt})
      """)
  int hide(Hidden.Row hidden);

  @Update(
      """
      update persons.protected_address a set
        municipality = #{to.municipality}, address = #{to.address}, contact = #{to.contact}
      where a.id = #{to.id} and a.lifted_at is null
        and {scope a.person} and {field PROTECTED_ADDRESS a.person}
      """)
  int move(@Param("to") Hidden.Row to, @Param("scope") Scope scope);

  @Update(
      """
      update persons.protected_address a set lifted_at = #{now}
      where a.id = #{id} and a.lifted_at is null
        and {scope a.person} and {field PROTECTED_ADDRESS a.person}
      """)
  int lift(@Param("id") UUID id, @Param("now") Instant now, @Param("scope") Scope scope);

  // Homes of foster families

  /** Nothing of where somebody locked lives is in his row any more. */
  @Update(
      """
      update persons.person p set
        version = p.version + 1, address = null, contact = null, home_protected = true
      where p.id = #{id} and p.version = #{version} and {scope p.id}
      """)
  int leaveHome(@Param("id") UUID id, @Param("version") long version, @Param("scope") Scope scope);

  /** Where he lives, for a change; null when the law does not protect it, or not for the caller. */
  @Select(
      """
      select h.id, h.person, h.address, h.contact, h.protected_at
      from persons.home h
      where h.person = #{person} and h.lifted_at is null
        and {scope h.person} and {field PROTECTED_ADDRESS h.person}
      for no key update
      """)
  Home.@Nullable Row home(@Param("person") UUID person, @Param("scope") Scope scope);

  @Insert(
      """
      insert into persons.home (id, person, address, contact, protected_at)
      values (#{id}, #{person}, #{address}, #{contact}, #{protectedAt})
      """)
  int hideHome(Home.Row home);

  @Update(
      """
      update persons.home h set address = #{to.address}, contact = #{to.contact}
      where h.id = #{to.id} and h.lifted_at is null
        and {scope h.person} and {field PROTECTED_ADDRESS h.person}
      """)
  int moveHome(@Param("to") Home.Row to, @Param("scope") Scope scope);

  @Update(
      """
      update persons.home h set lifted_at = #{now}
      where h.id = #{id} and h.lifted_at is null
        and {scope h.person} and {field PROTECTED_ADDRESS h.person}
      """)
  int liftHome(@Param("id") UUID id, @Param("now") Instant now, @Param("scope") Scope scope);

  // What a history tells

  /**
   * What the caller reads of a person.
   *
   * @param address the street, and how to reach him
   * @param place the municipality
   */
  record Read(boolean identity, boolean address, boolean place) {
    static final Read NOTHING = new Read(false, false, false);
  }

  /** Null when he is not there for the caller. */
  @Select(
      """
      select {field IDENTITY p.id} as identity,
        (p.municipality <> '00' and not p.home_protected) or {field PROTECTED_ADDRESS p.id}
          as address,
        p.municipality <> '00' or {field PROTECTED_ADDRESS p.id} as place
      from persons.person p
      where p.id = #{id} and {scope p.id}
      """)
  @Nullable Read read(@Param("id") UUID id, @Param("scope") Scope scope);

  // Identified openings

  /**
   * Remembers an opening.
   *
   * @return 0 when the session has it already
   */
  @Insert(
      """
      insert into persons.opening (id, person, session, opened_at)
      values (#{id}, #{person}, #{session}, #{now})
      on conflict do nothing
      """)
  int open(
      @Param("id") UUID id,
      @Param("person") UUID person,
      @Param("session") UUID session,
      @Param("now") Instant now);
}
