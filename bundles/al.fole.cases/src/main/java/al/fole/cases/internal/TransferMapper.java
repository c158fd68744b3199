// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Scope;
import al.fole.cases.CaseId;
import al.fole.cases.ReferralId;
import al.fole.cases.TransferId;
import java.util.List;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of {@code cases.transfer}, and what goes over with a case. */
interface TransferMapper {
  /** An offer without its sealed texts, of a case that is not sealed. */
  String ROWS =
      """
      select t.id, t.version, t.care_case, t.child, t.file_number, t.risk, t.unit, t.municipality,
        t.to_unit, t.to_municipality, t.state, t.offered_on, t.offered_by, t.decided_on,
        t.decided_by
      from cases.transfer t
      where not exists (
          select 1 from access.sealed z where z.subject in (t.care_case, t.child) offset 0)
        and {scope t.id}
      """;

  /** Words of an offer and of its refusal, sealed; null for whoever reads no notes. */
  @SuppressWarnings("ArrayRecordComponent") // a row, never compared
  record Words(TransferId id, byte @Nullable [] reason, byte @Nullable [] answer) {}

  /**
   * Makes an offer.
   *
   * @return 0 when another waits for its answer
   */
  @Insert(
      """
      insert into cases.transfer (
        id, version, care_case, child, file_number, risk, unit, municipality, to_unit,
        to_municipality, state, reason, offered_on, offered_by)
      values (
        #{t.id}, #{t.version}, #{t.careCase}, #{t.child}, #{t.fileNumber}, #{t.risk}, #{t.unit},
        #{t.municipality}, #{t.toUnit}, #{t.toMunicipality}, #{t.state}, #{reason},
        #{t.offeredOn}, #{t.offeredBy})
      on conflict do nothing
      """)
  int offer(@Param("t") Transfer offered, @Param("reason") byte[] reason);

  /** For a change: nobody else answers it until the transaction ends. */
  @Select(ROWS + "and t.id = #{id} for no key update")
  @Nullable Transfer locked(@Param("id") TransferId id, @Param("scope") Scope scope);

  @Select(ROWS + "and t.id = #{id}")
  @Nullable Transfer byId(@Param("id") TransferId id, @Param("scope") Scope scope);

  /** Those without an answer, oldest first. */
  @Select(ROWS + "and t.state = 'OFFERED' order by t.offered_on, t.id limit #{limit}")
  List<Transfer> waiting(@Param("limit") int limit, @Param("scope") Scope scope);

  /** The words of these offers, in no order. */
  @Select(
      """
      select t.id, case when {field NOTES t.id} then t.reason end as reason,
        case when {field NOTES t.id} then t.answer end as answer
      from cases.transfer t
      where t.id = any(#{ids}::uuid[]) and {scope t.id}
      """)
  List<Words> words(@Param("ids") List<java.util.UUID> ids, @Param("scope") Scope scope);

  /** Whether the offer of a case, which is locked, waits for its answer. */
  @Select(
      """
      select exists (select 1 from cases.transfer t
        where t.care_case = #{of} and t.state = 'OFFERED' and {scope t.care_case})
      """)
  boolean isWaiting(@Param("of") CaseId of, @Param("scope") Scope scope);

  /** Of an offer locked. */
  @Update(
      """
      update cases.transfer t set
        version = #{t.version}, state = #{t.state}, decided_on = #{t.decidedOn},
        decided_by = #{t.decidedBy}, answer = #{answer}
      where t.id = #{t.id} and t.version = #{t.version} - 1 and {scope t.id}
      """)
  int decide(
      @Param("t") Transfer decided,
      @Param("answer") byte @Nullable [] answer,
      @Param("scope") Scope scope);

  /** Of a case locked: another unit is responsible. */
  @Update(
      """
      update cases.care_case c set
        version = #{c.version}, unit = #{c.unit}, municipality = #{c.municipality},
        last_on = #{c.lastOn}
      where c.id = #{c.id} and c.version = #{c.version} - 1 and {scope c.id}
      """)
  int move(@Param("c") CareCase moved, @Param("scope") Scope scope);

  /** The referrals of a case that is the caller's by now: they follow it. */
  @Select(
      """
      select r.id from cases.referral r
      where r.care_case = #{of} and {scope r.care_case} order by r.id
      """)
  List<ReferralId> referrals(@Param("of") CaseId of, @Param("scope") Scope scope);

  /** The municipality of a child-protection unit; null for another unit. */
  @Select("select u.municipality from access.unit u where u.code = #{unit} and u.kind = 'NJMF'")
  @Nullable String receives(String unit);
}
