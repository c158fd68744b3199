// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Purpose;
import al.fole.spi.Unit;
import java.time.LocalDate;
import java.util.List;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/** The access matrix in the database. */
interface MatrixMapper {

  /** A role without its purposes. */
  record RoleRow(
      String code,
      Reach reach,
      @Nullable List<String> kinds,
      boolean login,
      String sq,
      String en,
      String ground) {}

  /** A purpose a role may declare. */
  record PurposeRow(String role, String code, String ground, String sq, String en) {
    Purpose purpose() {
      return new Purpose(code, ground, sq, en);
    }
  }

  /** Moves with every change of what is read here. */
  @Select("select version from access.counter where name = 'matrix'")
  long version();

  @Select(
      """
      select code, coalesce(span, reach) as reach, kinds, login, sq, en, ground
        from access.role
       where valid_from <= #{today} and (valid_to is null or valid_to >= #{today})
      """)
  List<RoleRow> roles(@Param("today") LocalDate today);

  @Select(
      """
      select rp.role, p.code, rp.ground, p.sq, p.en
        from access.role_purpose rp
        join access.purpose p on p.code = rp.purpose
       where rp.valid_from <= #{today} and (rp.valid_to is null or rp.valid_to >= #{today})
       order by rp.role, rp.place
      """)
  List<PurposeRow> purposes(@Param("today") LocalDate today);

  @Select(
      """
      select p.code, p.act, p.object, a.writes
        from access.permission p
        join access.act a on a.code = p.act
      """)
  List<Asked> permissions();

  @Select(
      """
      select id, role, act, object, relations, states, groups, purposes, effect, ground, manual,
             valid_from, valid_to
        from access.policy
       where ended_at is null and valid_from <= #{today} and (valid_to is null or valid_to >= #{today})
      """)
  List<Policy> policies(@Param("today") LocalDate today);

  /** The words of a dimension as they are printed: RELATION, STATE, GROUP or EFFECT. */
  @Select("select code from access.term where kind = #{kind} order by place")
  List<String> terms(@Param("kind") String kind);

  @Select("select code, kind, municipality, qark, name from access.unit")
  List<Unit> units();

  /** Kinds of unit that belong to the municipality and county they lie in. */
  @Select("select code from access.unit_kind where territorial")
  List<String> territorialKinds();
}
