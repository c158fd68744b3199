// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Scope;
import al.fole.cases.CaseId;
import al.fole.cases.ReferralId;
import al.fole.persons.PersonId;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of {@code cases.referral}, and the data that says what a referral may name. */
interface ReferralMapper {
  /** A row without its sealed texts. */
  String ROWS =
      """
      select r.id, r.version, r.child, r.child_birth_date, r.case_number, r.channel, r.reasons, r.urgent, r.unit,
        r.municipality, r.state, r.since, r.risk, r.screened_on, r.care_case, r.referred_on,
        r.provider, r.informed_on, r.recorded_at
      from cases.referral r
      """;

  /** As it is shown: who referred, and what is alleged, to whoever reads that. */
  String SHOWN =
      """
      select r.id, r.version, r.child, null::date as child_birth_date, r.case_number,
        case when {field REFERRER r.id} then r.channel end as channel,
        case when {field ALLEGATION r.id} then r.reasons end as reasons,
        r.urgent, r.unit, r.municipality, r.state, r.since, r.risk, r.screened_on, r.care_case,
        r.referred_on, case when {field REFERRER r.id} then r.provider end as provider,
        r.informed_on, r.recorded_at
      from cases.referral r
      """;

  /**
   * Keeps a referral, one a case number of the parent.
   *
   * @param content keyed digest of what the parent referred, or null
   * @param narrative sealed, or null
   * @return 0 when the case number has one already
   */
  @Insert(
      """
      insert into cases.referral (
        id, version, child, child_birth_date, case_number, content, channel, reasons, urgent, narrative, unit,
        municipality, state, since, risk, screened_on, care_case, referred_on,
        provider, informed_on, recorded_at)
      values (
        #{r.id}, #{r.version}, #{r.child}, #{r.childBirthDate}, #{r.caseNumber}, #{content},
        #{r.channel}, #{r.reasons},
        #{r.urgent}, #{narrative}, #{r.unit}, #{r.municipality}, #{r.state}, #{r.since}, #{r.risk},
        #{r.screenedOn}, #{r.careCase}, #{r.referredOn}, #{r.provider}, #{r.informedOn},
        #{r.recordedAt})
      on conflict do nothing
      """)
  int receive(
      @Param("r") CareReferral referral,
      @Param("content") byte @Nullable [] content,
      @Param("narrative") byte @Nullable [] narrative);

  /** Writes the new state of a referral; texts that are null stay as they were. */
  @Update(
      """
      update cases.referral r set
        version = #{r.version}, unit = #{r.unit}, municipality = #{r.municipality},
        state = #{r.state}, since = #{r.since}, risk = #{r.risk}, screened_on = #{r.screenedOn},
        care_case = #{r.careCase}, findings = coalesce(#{findings}::bytea, r.findings),
        answer = coalesce(#{answer}::bytea, r.answer)
      where r.id = #{r.id} and r.version < #{r.version} and {scope r.id}
      """)
  int update(
      @Param("r") CareReferral referral,
      @Param("findings") byte @Nullable [] findings,
      @Param("answer") byte @Nullable [] answer,
      @Param("scope") Scope scope);

  /** Whether all referrals of the child are from after a birth date. */
  @Select(
      """
      select not exists (select 1 from cases.referral r
        where r.child = #{child} and r.referred_on < #{born} and {scope r.child})
      """)
  boolean bornBefore(
      @Param("child") PersonId child, @Param("born") LocalDate born, @Param("scope") Scope scope);

  /** The year of the birth date stays, and nothing can be compared with what was referred. */
  @Update(
      """
      update cases.referral r set
        child_birth_date = case when r.child_birth_date is not null then #{born}::date end,
        content = case when r.content is null then null else decode(repeat('00', 32), 'hex') end
      where r.child = #{child} and {scope r.child}
      """)
  int forget(
      @Param("child") PersonId child, @Param("born") LocalDate born, @Param("scope") Scope scope);

  @Update(
      """
      update cases.referral r set child_birth_date = #{born}
      where r.child = #{child} and r.child_birth_date <> #{born} and {scope r.child}
      """)
  int correctBirth(
      @Param("child") PersonId child, @Param("born") LocalDate born, @Param("scope") Scope scope);

  /** For a change: nobody else changes the row until the transaction ends. */
  @Select(ROWS + "where r.id = #{id} and {scope r.id} for no key update")
  @Nullable CareReferral locked(@Param("id") ReferralId id, @Param("scope") Scope scope);

  /** Those of a case, for a change. */
  @Select(ROWS + "where r.care_case = #{of} and {scope r.id} order by r.id for no key update")
  List<CareReferral> ofCase(@Param("of") CaseId of, @Param("scope") Scope scope);

  @Select(SHOWN + "where r.id = #{id} and {scope r.id}")
  @Nullable CareReferral byId(@Param("id") ReferralId id, @Param("scope") Scope scope);

  /** What was told, found and answered, sealed. */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record Words(
      ReferralId id,
      byte @Nullable [] narrative,
      byte @Nullable [] findings,
      byte @Nullable [] answer) {}

  @Select(
      """
      select r.id, case when {field ALLEGATION r.id} then r.narrative end as narrative,
        case when {field NOTES r.id} then r.findings end as findings,
        case when {field NOTES r.id} then r.answer end as answer
      from cases.referral r
      where r.id = #{id} and {scope r.id}
      """)
  Words words(@Param("id") ReferralId id, @Param("scope") Scope scope);

  /** Received last first (ids grow with time). */
  @Select(
      SHOWN
          + """
          where {scope r.id}
            and (#{state}::text is null or r.state = #{state}::text)
            and (#{after}::uuid is null or r.id < #{after}::uuid)
          order by r.id desc
          limit #{limit}
          """)
  List<CareReferral> list(
      @Param("state") @Nullable String state,
      @Param("after") @Nullable UUID after,
      @Param("limit") int limit,
      @Param("scope") Scope scope);

  /** What the parent may know of its referral, and the digest of what it said. */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record Told(
      ReferralId id,
      long version,
      String caseNumber,
      String state,
      java.time.Instant since,
      byte[] content) {}

  @Select(
      """
      select r.id, r.version, r.case_number, r.state, r.since, r.content
      from cases.referral r
      where r.case_number = #{caseNumber}
      /* unscoped: the parent asks by its own case number and is told no more than the state */
      """)
  @Nullable Told byNumber(String caseNumber);

  /** Null for a referral that is not the parent's. */
  @Select(
      """
      select r.case_number from cases.referral r where r.id = #{id}
      /* unscoped: a follower tells the parent by its own case number */
      """)
  @Nullable String caseNumber(UUID id);

  /** Two digits; null for a unit that is not there or takes up no referrals. */
  @Select(
      """
      select u.municipality from access.unit u where u.code = #{unit} and u.kind in ('NJMF', 'NVNR')
      """)
  @Nullable String municipality(String unit);

  /** Two digits, those of {@link CareReferral#ABOVE} above the municipalities; null for no unit. */
  @Select("select coalesce(u.municipality, '00') from access.unit u where u.code = #{unit}")
  @Nullable String municipalityOrAbove(String unit);

  /** Which code is the first that its list lacks on that day, from 1; null when none is. */
  @Select("select reference.unknown_code(#{lists}::text[], #{codes}::text[], #{day})")
  @Nullable Integer unknownCode(
      @Param("lists") List<String> lists,
      @Param("codes") List<@Nullable String> codes,
      @Param("day") LocalDate day);
}
