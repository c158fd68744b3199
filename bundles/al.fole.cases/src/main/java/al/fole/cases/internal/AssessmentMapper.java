// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Scope;
import al.fole.cases.AssessmentId;
import al.fole.cases.CaseId;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of {@code cases.assessment}. */
interface AssessmentMapper {
  /** An assessment without its sealed texts. */
  String ASSESSMENTS =
      """
      select a.id, a.version, a.care_case, a.child, a.started_on, a.finalised_on, a.risk,
        a.heard_on, a.not_heard_reason, a.recommendation, a.assessor
      from cases.assessment a
      """;

  /** The sealed texts of an assessment, for whoever reads notes, and who gave them. */
  String TEXTS =
      """
      select a.id, case when {field NOTES a.care_case} then a.views end as views,
        case when {field NOTES a.care_case} then a.summary end as summary,
        a.provider, a.informed_on, a.recorded_at
      from cases.assessment a
      """;

  /**
   * Writes a draft.
   *
   * @return 0 when another is under way
   */
  @Insert(
      """
      insert into cases.assessment (
        id, version, care_case, child, started_on, finalised_on, risk, heard_on, not_heard_reason,
        views, summary, recommendation, assessor, provider, informed_on, recorded_at)
      values (
        #{a.id}, #{a.version}, #{a.careCase}, #{a.child}, #{a.startedOn}, #{a.finalisedOn},
        #{a.risk}, #{a.heardOn}, #{a.notHeardReason}, #{texts.views}, #{texts.summary},
        #{a.recommendation}, #{a.assessor}, #{texts.provider}, #{texts.informedOn},
        #{texts.recordedAt})
      on conflict do nothing
      """)
  int draft(@Param("a") Assessment draft, @Param("texts") SealedTexts texts);

  @Update(
      """
      update cases.assessment a set
        version = #{a.version}, started_on = #{a.startedOn}, risk = #{a.risk},
        heard_on = #{a.heardOn}, not_heard_reason = #{a.notHeardReason}, views = #{texts.views},
        summary = #{texts.summary}, recommendation = #{a.recommendation},
        provider = #{texts.provider}, informed_on = #{texts.informedOn},
        recorded_at = #{texts.recordedAt}
      where a.id = #{a.id} and a.version = #{a.version} - 1 and a.finalised_on is null
        and {scope a.care_case}
      """)
  int rewrite(
      @Param("a") Assessment draft, @Param("texts") SealedTexts texts, @Param("scope") Scope scope);

  @Update(
      """
      update cases.assessment a set version = #{a.version}, finalised_on = #{a.finalisedOn}
      where a.id = #{a.id} and a.version = #{a.version} - 1 and a.finalised_on is null
        and {scope a.care_case}
      """)
  int finalise(@Param("a") Assessment made, @Param("scope") Scope scope);

  @Select("select a.care_case from cases.assessment a where a.id = #{id} and {scope a.care_case}")
  @Nullable CaseId caseOf(@Param("id") AssessmentId id, @Param("scope") Scope scope);

  @Select(ASSESSMENTS + "where a.id = #{id} and {scope a.care_case}")
  @Nullable Assessment byId(@Param("id") AssessmentId id, @Param("scope") Scope scope);

  /** For a change: nobody else changes the row until the transaction ends. */
  @Select(ASSESSMENTS + "where a.id = #{id} and {scope a.care_case} for no key update")
  @Nullable Assessment locked(@Param("id") AssessmentId id, @Param("scope") Scope scope);

  @Select(
      ASSESSMENTS + "where a.care_case = #{of} and {scope a.care_case} order by a.started_on, a.id")
  List<Assessment> assessments(@Param("of") CaseId of, @Param("scope") Scope scope);

  /** Sealed texts of one. */
  @Select(TEXTS + "where a.id = #{id} and {scope a.care_case}")
  SealedTexts text(@Param("id") AssessmentId id, @Param("scope") Scope scope);

  /** Sealed texts of a case's assessments. */
  @Select(TEXTS + "where a.care_case = #{of} and {scope a.care_case}")
  List<SealedTexts> texts(@Param("of") CaseId of, @Param("scope") Scope scope);
}
