// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Changes of the access matrix, and versions of the manual they are made within. */
interface MatrixChangeMapper {

  /** A word of one of the lists a row is made of. */
  record WordRow(String list, String code, String sq, String en) {}

  @Select(
      """
      select 'role' as list, code, sq, en, 0 as place from access.role
      union all select 'act', code, sq, en, 0 from access.act
      union all select 'object', code, sq, en, 0 from access.object
      union all select 'purpose', code, sq, en, 0 from access.purpose
      union all select 'purpose', 'ANY', 'çdo qëllim i rolit', 'any purpose of the role', 0
      union all select kind, code, sq, en, place from access.term
      order by list, place, code
      """)
  List<WordRow> words();

  @Select("select code from access.act where writes")
  List<String> writing();

  /** Objects some feature asks for. */
  @Select("select distinct object from access.permission")
  List<String> built();

  /** An article, word for word. */
  record ArticleRow(String code, String sq) {}

  @Select("select code, sq from access.article")
  List<ArticleRow> articles();

  @Select("select relations, data, writes from access.role_limit where role = #{role}")
  Optional<ChangeRules.Limit> limit(@Param("role") String role);

  /**
   * Rows of a right that are valid on some day of a period or start on its first; one that was
   * ended on that day is among them, for it cannot come back on it.
   */
  @Select(
      """
      select id, role, act, object, relations, states, groups, purposes, effect, ground, manual,
        valid_from, valid_to
      from access.policy
      where role = #{c.role} and act = #{c.act} and object = #{c.object}
        and (ended_at is null and daterange(valid_from, valid_to, '[]')
              && daterange(#{c.validFrom}, #{c.validTo,jdbcType=DATE}, '[]')
          or valid_from = #{c.validFrom})
      """)
  List<Policy> rows(@Param("c") MatrixChange change);

  /** A row that has not ended. */
  @Select(
      """
      select id, role, act, object, relations, states, groups, purposes, effect, ground, manual,
        valid_from, valid_to
      from access.policy
      where id = #{id} and ended_at is null and (valid_to is null or valid_to >= #{today})
      """)
  Optional<Policy> row(@Param("id") UUID id, @Param("today") LocalDate today);

  @Insert(
      """
      insert into access.matrix_change (id, version, kind, manual, policy, role, act, object,
        relations, states, groups, purposes, effect, ground, valid_from, valid_to, state,
        proposed_by, proposed_role, proposed_on)
      values (#{c.id}, #{c.version}, #{c.kind}, #{c.manual}, #{c.policy}, #{c.role}, #{c.act},
        #{c.object}, #{c.relations}::text[], #{c.states}::text[], #{c.groups}::text[],
        #{c.purposes}::text[], #{c.effect}, #{c.ground}, #{c.validFrom},
        #{c.validTo,jdbcType=DATE}, #{c.state}, #{c.proposedBy}, #{c.proposedRole},
        #{c.proposedOn})
      """)
  int propose(@Param("c") MatrixChange change);

  @Select(
      """
      select id, version, kind, manual, policy, role, act, object, relations, states, groups,
        purposes, effect, ground, valid_from, valid_to, state, proposed_by, proposed_role,
        proposed_on, decided_by, decided_on
      from access.matrix_change where id = #{id} for update
      """)
  Optional<MatrixChange> change(@Param("id") UUID id);

  /** Newest first. */
  @Select(
      """
      select id, version, kind, manual, policy, role, act, object, relations, states, groups,
        purposes, effect, ground, valid_from, valid_to, state, proposed_by, proposed_role,
        proposed_on, decided_by, decided_on
      from access.matrix_change order by id desc limit 500
      """)
  List<MatrixChange> changes();

  /** 0 when the version is not the one before; an approval writes the row, in the database. */
  @Update(
      """
      update access.matrix_change
      set version = #{c.version}, state = #{c.state}, decided_by = #{c.decidedBy},
        decided_on = #{c.decidedOn}
      where id = #{c.id} and version = #{c.version} - 1
      """)
  int decide(@Param("c") MatrixChange change);

  @Select(
      """
      select id, version, number, digest, valid_from, recorded_by, administrator_by,
        administrator_on, ministry_by, ministry_on
      from access.manual order by valid_from, number
      """)
  List<Manual> manuals();

  @Select(
      """
      select id, version, number, digest, valid_from, recorded_by, administrator_by,
        administrator_on, ministry_by, ministry_on
      from access.manual where number = #{number} for update
      """)
  Optional<Manual> manual(@Param("number") String number);

  /** 0 when there is one of this number. */
  @Insert(
      """
      insert into access.manual (id, version, number, digest, valid_from, recorded_by)
      values (#{m.id}, 1, #{m.number}, #{m.digest}, #{m.validFrom}, #{m.recordedBy})
      on conflict (number) do nothing
      """)
  int record(@Param("m") Manual manual);

  @Update(
      """
      update access.manual
      set version = #{m.version}, administrator_by = #{m.administratorBy,jdbcType=OTHER},
        administrator_on = #{m.administratorOn,jdbcType=DATE},
        ministry_by = #{m.ministryBy,jdbcType=OTHER}, ministry_on = #{m.ministryOn,jdbcType=DATE}
      where id = #{m.id} and version = #{m.version} - 1
      """)
  int approve(@Param("m") Manual manual);
}
