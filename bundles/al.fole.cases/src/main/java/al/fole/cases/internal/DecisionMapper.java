// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Scope;
import al.fole.cases.CaseId;
import al.fole.cases.DecisionId;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Rows of {@code cases.decision}. */
interface DecisionMapper {
  /** A decision without its sealed number. */
  String DECISIONS =
      """
      select d.id, d.care_case, d.kind, d.subject, d.authority, d.decided_on, d.in_force_from,
        d.valid_to, d.digest
      from cases.decision d
      """;

  /** As it is shown: what a court says, to whoever reads it. */
  String SHOWN =
      """
      select d.id, d.care_case, d.kind, d.subject,
        case when {field COURT d.care_case} then d.authority end as authority,
        d.decided_on, d.in_force_from, d.valid_to,
        case when {field COURT d.care_case} then d.digest end as digest
      from cases.decision d
      """;

  @Insert(
      """
      insert into cases.decision (
        id, care_case, kind, subject, number, authority, decided_on, in_force_from, valid_to,
        digest, provider, informed_on, recorded_at)
      values (
        #{d.id}, #{d.careCase}, #{d.kind}, #{d.subject}, #{number}, #{d.authority}, #{d.decidedOn},
        #{d.inForceFrom}, #{d.validTo}, #{d.digest}, #{provider}, #{informedOn}, #{now})
      """)
  int decide(
      @Param("d") Decision decision,
      @Param("number") byte[] number,
      @Param("provider") String provider,
      @Param("informedOn") LocalDate informedOn,
      @Param("now") Instant now);

  @Select(SHOWN + "where d.id = #{id} and {scope d.care_case}")
  @Nullable Decision byId(@Param("id") DecisionId id, @Param("scope") Scope scope);

  /** Null when it is of another case. */
  @Select(DECISIONS + "where d.id = #{id} and d.care_case = #{of} and {scope d.care_case}")
  @Nullable Decision decision(
      @Param("id") DecisionId id, @Param("of") CaseId of, @Param("scope") Scope scope);

  @Select(SHOWN + "where d.care_case = #{of} and {scope d.care_case} order by d.decided_on, d.id")
  List<Decision> decisions(@Param("of") CaseId of, @Param("scope") Scope scope);

  /** A sealed number; null when the caller may not read it. */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record Numbered(DecisionId id, byte @Nullable [] number) {}

  @Select(
      """
      select d.id, case when {field COURT d.care_case} then d.number end as number
      from cases.decision d
      where d.care_case = #{of} and {scope d.care_case}
      """)
  List<Numbered> numbers(@Param("of") CaseId of, @Param("scope") Scope scope);

  /** Of the decisions on the case that differ from this one in their number alone, if at all. */
  @Select(
      """
      select d.id, d.number from cases.decision d
      where d.care_case = #{d.careCase} and d.kind = #{d.kind} and d.subject = #{d.subject}
        and d.authority = #{d.authority} and d.decided_on = #{d.decidedOn}
        and {scope d.care_case}
      """)
  List<Numbered> alike(@Param("d") Decision decision, @Param("scope") Scope scope);

  @Select(
      """
      select d.id, case when {field COURT d.care_case} then d.number end as number
      from cases.decision d
      where d.id = #{id} and {scope d.care_case}
      """)
  Numbered number(@Param("id") DecisionId id, @Param("scope") Scope scope);
}
