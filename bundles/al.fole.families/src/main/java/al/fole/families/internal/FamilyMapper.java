// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.access.Scope;
import al.fole.families.FamilyQuery;
import al.fole.families.internal.SealedFamily.SealedApproval;
import al.fole.families.internal.SealedFamily.SealedAssessment;
import al.fole.persons.Persons.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of schema {@code families}: the families themselves. */
interface FamilyMapper {
  /** A row, whole. Adults never change; what does is read for itself, after the lock. */
  String ROWS =
      """
      select f.id, f.version, f.file_number,
        (select array_agg(a.person order by a.position) from families.adult a
          where a.family = f.id) as adults,
        f.unit, f.municipality, f.kind, f.kinship, f.care_types, f.places, f.age_from, f.age_to,
        f.state, f.state_since, f.changed_on, f.applied_on, f.provider, f.informed_on,
        f.recorded_at
      from families.family f
      """;

  /**
   * A row as it is shown: who the family are, to whoever reads that; where they live (municipality,
   * unit, and the file number that names the first), unless that is protected, or to whoever reads
   * it all the same.
   */
  String SHOWN =
      """
      select f.id, f.version, case when r.told then f.file_number end as file_number,
        case when r.named then (select array_agg(a.person order by a.position)
          from families.adult a where a.family = f.id) end as adults,
        case when r.told then f.unit end as unit,
        case when r.told then f.municipality end as municipality,
        f.kind, f.kinship, f.care_types, f.places, f.age_from, f.age_to,
        f.state, f.state_since, f.changed_on, f.applied_on, f.provider, f.informed_on,
        f.recorded_at
      from families.family f
      cross join lateral (
        select {field FOSTER_FAMILY f.id} as named,
          {field PROTECTED_ADDRESS f.id} or not exists (
            select 1 from families.adult a where a.family = f.id and a.protected) as told
        offset 0) r
      """;

  /**
   * What a list asks for. Nobody is sought by a municipality that is withheld. Who could take a
   * child today has a valid approval and a place free.
   */
  String SOUGHT =
      """
      where (#{query.state}::text is null or f.state = #{query.state}::text)
        and (#{query.municipality}::text is null
          or (f.municipality = #{query.municipality}::text and r.told))
        and (not #{query.withFreePlace} or (f.state = 'APPROVED'
          and least(
              (select v.places from families.approval v
                where v.family = f.id and #{today}::date between v.valid_from and v.valid_to
                order by v.id desc limit 1),
              (select v.places from families.approval v
                where v.family = f.id order by v.id desc limit 1))
            > (select count(*) from families.place o
                where o.family = f.id and o.placement is not null and o.exception is null)
          and exists (select 1 from families.approval v
                where v.family = f.id and #{today}::date between v.valid_from and v.valid_to)))
        and {scope f.id}
      """;

  /** The municipality of a unit; null for one above the municipalities. */
  @Select("select u.municipality from access.unit u where u.code = #{unit}")
  @Nullable String municipalityOf(String unit);

  /** The next file number of a municipality in a year, without a gap. */
  @Select(
      value =
          """
          insert into families.file_number as n (municipality, year, last)
          values (#{municipality}, #{year}, 1)
          on conflict (municipality, year) do update set last = n.last + 1
          returning last
          """,
      affectData = true)
  int next(@Param("municipality") String municipality, @Param("year") int year);

  @Insert(
      """
      insert into families.family (
        id, version, file_number, unit, municipality, kind, kinship, care_types, places, age_from,
        age_to, state, state_since, changed_on, applied_on, provider, informed_on, recorded_at)
      values (
        #{id}, #{version}, #{fileNumber}, #{unit}, #{municipality}, #{kind}, #{kinship},
        #{careTypes}, #{places}, #{ageFrom}, #{ageTo}, #{state}, #{stateSince}, #{changedOn},
        #{appliedOn}, #{provider}, #{informedOn}, #{recordedAt})
      """)
  int insert(SealedFamily family);

  @Insert(
      """
      insert into families.adult (family, position, person)
      select #{family}, a.position, a.person
      from unnest(#{adults}::uuid[]) with ordinality as a (person, position)
      on conflict do nothing
      """)
  int insertAdults(@Param("family") UUID family, @Param("adults") List<UUID> adults);

  /** In the families he is an adult of: whether where he lives is protected. */
  @Update(
      """
      update families.adult a set protected = #{hidden}
      where a.person = #{person} and a.protected <> #{hidden} and {scope a.person}
      """)
  int guard(
      @Param("person") UUID person, @Param("hidden") boolean hidden, @Param("scope") Scope scope);

  /** Whether he is an adult of a family that has applied or is approved. */
  @Select(
      """
      select exists (select 1 from families.adult a
        where a.person = #{person} and a.left_on is null and {scope a.person})
      """)
  boolean takesPart(@Param("person") UUID person, @Param("scope") Scope scope);

  /**
   * What the caller reads of a family.
   *
   * @param adults whoever is disclosed by reading it
   */
  record Reads(List<UUID> adults, boolean fosterFamily, boolean notes, boolean place) {}

  /** Null when it is not there for the caller. */
  @Select(
      """
      select (select array_agg(a.person order by a.position) from families.adult a
          where a.family = f.id) as adults,
        {field FOSTER_FAMILY f.id} as foster_family, {field NOTES f.id} as notes,
        {field PROTECTED_ADDRESS f.id} or not exists (
          select 1 from families.adult a where a.family = f.id and a.protected) as place
      from families.family f
      where f.id = #{id} and {scope f.id}
      """)
  @Nullable Reads reads(@Param("id") UUID id, @Param("scope") Scope scope);

  @Update(
      """
      update families.adult a set left_on = #{day}
      where a.family = #{family} and a.left_on is null and {scope a.family}
      """)
  int leave(@Param("family") UUID family, @Param("day") LocalDate day, @Param("scope") Scope scope);

  @Update(
      """
      update families.family f set
        version = #{family.version}, state = #{family.state}, state_since = #{family.stateSince},
        changed_on = #{family.changedOn}, provider = #{family.provider},
        informed_on = #{family.informedOn}, recorded_at = #{family.recordedAt}
      where f.id = #{family.id} and f.version = #{family.version} - 1 and {scope f.id}
      """)
  int update(@Param("family") SealedFamily family, @Param("scope") Scope scope);

  @Insert(
      """
      insert into families.assessment (
        id, family, applied_on, started_on, finalised_on, home_visits, criminal_record_on,
        training_hours, recommendation, summary, assessor, provider, informed_on, recorded_at)
      values (
        #{it.id}, #{it.family}, #{family.appliedOn}, #{it.startedOn}, #{it.finalisedOn},
        #{it.homeVisits}, #{it.criminalRecordOn}, #{it.trainingHours}, #{it.recommendation},
        #{it.summary}, #{it.assessor}, #{family.provider}, #{family.informedOn},
        #{family.recordedAt})
      """)
  int insertAssessment(
      @Param("it") SealedAssessment assessment, @Param("family") SealedFamily family);

  @Insert(
      """
      insert into families.approval (
        id, family, applied_on, provisional, number, authority, decided_on, digest, kind, kinship,
        places, age_from, age_to, valid_from, valid_to, approver, assessment, assessed_on,
        recommendation, assessor, provider, informed_on, recorded_at)
      values (
        #{it.id}, #{it.family}, #{family.appliedOn}, #{it.provisional}, #{it.number},
        #{it.authority}, #{it.decidedOn}, #{it.digest}, #{it.kind}, #{it.kinship}, #{it.places},
        #{it.ageFrom}, #{it.ageTo}, #{it.validFrom}, #{it.validTo}, #{it.approver},
        #{on.id}, #{on.finalisedOn}, #{on.recommendation}, #{on.assessor},
        #{family.provider}, #{family.informedOn}, #{family.recordedAt})
      """)
  int insertApproval(
      @Param("it") SealedApproval approval,
      @Param("on") @Nullable SealedAssessment assessment,
      @Param("family") SealedFamily family);

  @Insert(
      """
      insert into families.approval_care_type (approval, family, care_type)
      select #{id}, #{family}, unnest(#{careTypes}::text[])
      """)
  int insertCareTypes(SealedApproval approval);

  @Select(SHOWN + "where f.id = any(#{ids}::uuid[]) and {scope f.id}")
  List<SealedFamily> byId(@Param("ids") List<UUID> ids, @Param("scope") Scope scope);

  /** For a change: nobody else changes the row, or its places, until the transaction ends. */
  @Select(ROWS + "where f.id = #{id} and {scope f.id} for no key update")
  @Nullable SealedFamily locked(@Param("id") UUID id, @Param("scope") Scope scope);

  @Select("select exists (select 1 from families.family f where f.id = #{id} and {scope f.id})")
  boolean isThere(@Param("id") UUID id, @Param("scope") Scope scope);

  @Select(
      """
      select e.id, e.family, e.started_on, e.finalised_on, e.home_visits, e.criminal_record_on,
        e.training_hours, e.recommendation, e.summary, e.assessor,
        exists (select 1 from families.approval v where v.assessment = e.id) as decided
      from families.assessment e
      where e.family = any(#{families}::uuid[]) and {scope e.family}
      order by e.id
      """)
  List<SealedAssessment> assessments(
      @Param("families") List<UUID> families, @Param("scope") Scope scope);

  /** As they are shown: to whoever reads who the family are, the words to whoever reads notes. */
  @Select(
      """
      select e.id, e.family, e.started_on, e.finalised_on, e.home_visits, e.criminal_record_on,
        e.training_hours, e.recommendation,
        case when {field NOTES e.family} then e.summary end as summary, e.assessor,
        exists (select 1 from families.approval v where v.assessment = e.id) as decided
      from families.assessment e
      where e.family = any(#{families}::uuid[]) and {scope e.family}
        and {field FOSTER_FAMILY e.family}
      order by e.id
      """)
  List<SealedAssessment> shownAssessments(
      @Param("families") List<UUID> families, @Param("scope") Scope scope);

  @Select(
      """
      select v.id, v.family, v.provisional, v.number, v.authority, v.decided_on, v.digest, v.kind,
        v.kinship,
        (select array_agg(c.care_type order by c.care_type) from families.approval_care_type c
          where c.approval = v.id) as care_types,
        v.places, v.age_from, v.age_to, v.valid_from, v.valid_to, v.approver
      from families.approval v
      where v.family = any(#{families}::uuid[]) and {scope v.family}
      order by v.id
      """)
  List<SealedApproval> approvals(
      @Param("families") List<UUID> families, @Param("scope") Scope scope);

  /** Applied last first. */
  @Select(
      SHOWN
          + SOUGHT
          + """
              and (#{after}::uuid is null
                or (f.applied_on, f.id) < (#{day}::date, #{after}::uuid))
            order by f.applied_on desc, f.id desc
            limit #{limit}
            """)
  List<SealedFamily> byDate(
      @Param("query") FamilyQuery query,
      @Param("today") LocalDate today,
      @Param("day") @Nullable LocalDate day,
      @Param("after") @Nullable UUID after,
      @Param("limit") int limit,
      @Param("scope") Scope scope);

  /** In the order of their numbers; nobody stands where a withheld number would. */
  @Select(
      SHOWN
          + SOUGHT
          + """
              and r.told
              and (#{number}::text is null or f.file_number > #{number}::text)
            order by f.file_number
            limit #{limit}
            """)
  List<SealedFamily> byFileNumber(
      @Param("query") FamilyQuery query,
      @Param("today") LocalDate today,
      @Param("number") @Nullable String number,
      @Param("limit") int limit,
      @Param("scope") Scope scope);

  /** Ids of families with whom they are sorted by: the first adult, of those the caller reads. */
  @Select(
      "select f.id, (select a.person from families.adult a where a.family = f.id and a.position = 1)"
          + " as person from families.family f cross join lateral (select {field PROTECTED_ADDRESS f.id}"
          + " or not exists (select 1 from families.adult a where a.family = f.id and a.protected)"
          + " as told offset 0) r "
          + SOUGHT
          + " and {field FOSTER_FAMILY f.id} order by f.id limit #{limit}")
  List<Named> named(
      @Param("query") FamilyQuery query,
      @Param("today") LocalDate today,
      @Param("limit") int limit,
      @Param("scope") Scope scope);

  /** Which code is the first that its list lacks on that day, from 1; null when none is. */
  @Select("select reference.unknown_code(#{lists}::text[], #{codes}::text[], #{day})")
  @Nullable Integer unknownCode(
      @Param("lists") List<String> lists,
      @Param("codes") List<@Nullable String> codes,
      @Param("day") LocalDate day);

  /** Days of a limit on that day; 0 when there is none. */
  @Select(
      """
      select coalesce(max(t.days), 0) from families.term t
      where t.name = #{name}
        and t.valid_from <= #{day} and (t.valid_to is null or #{day} <= t.valid_to)
      """)
  int term(@Param("name") String name, @Param("day") LocalDate day);
}
