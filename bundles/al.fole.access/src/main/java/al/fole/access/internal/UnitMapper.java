// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Unit;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Organisation units. */
interface UnitMapper {

  /** The version of something that has no row of its own. */
  record Counter(UUID id, long version) {}

  /** The next version; other hosts wait here until this transaction ends. */
  @Select(
      value =
          """
          update access.counter set version = version + 1 where name = #{name} returning id, version
          """,
      affectData = true)
  Counter next(@Param("name") String name);

  /** 1 when the unit is new or was different. */
  @Insert(
      """
      insert into access.unit as u (code, kind, municipality, qark, name)
      values (#{u.code}, #{u.kind}, #{u.municipality,jdbcType=VARCHAR}, #{u.qark,jdbcType=VARCHAR},
              #{u.name})
      on conflict (code) do update
        set kind = excluded.kind, municipality = excluded.municipality, qark = excluded.qark,
            name = excluded.name
       where (u.kind, u.municipality, u.qark, u.name)
             is distinct from (excluded.kind, excluded.municipality, excluded.qark, excluded.name)
      """)
  int put(@Param("u") Unit unit);
}
