// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** Rows of {@code persons.referral}. */
interface ReferralMapper {

  /**
   * A referral as it is kept.
   *
   * @param version grows with each state
   * @param content keyed digest of what was referred
   * @param since when the state was reached
   */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record ReferralRow(
      UUID id,
      long version,
      String caseNumber,
      UUID person,
      String unit,
      byte[] content,
      String state,
      Instant since,
      String provider,
      LocalDate informedOn,
      Instant recordedAt) {}

  /**
   * Keeps a referral, one a case number.
   *
   * @return 0 when the case has one already
   */
  @Insert(
      """
      insert into persons.referral (
        person, id, version, case_number, unit, content, state, since,
        provider, informed_on, recorded_at)
      values (
        #{person}, #{id}, #{version}, #{caseNumber}, #{unit}, #{content}, #{state}, #{since},
        #{provider}, #{informedOn}, #{recordedAt})
      on conflict do nothing
      """)
  int receive(ReferralRow referral);

  @Select(
      """
      select r.id, r.version, r.case_number, r.person, r.unit, r.content, r.state, r.since,
        r.provider, r.informed_on, r.recorded_at
      from persons.referral r
      where r.case_number = #{caseNumber}
      /* unscoped: the parent asks by its own case number and is told no more than the state */
      """)
  @Nullable ReferralRow byCase(String caseNumber);

  @Select(
      """
      select r.case_number from persons.referral r where r.id = #{id}
      /* unscoped: a follower tells the parent by its own case number */
      """)
  String caseNumber(UUID id);
}
