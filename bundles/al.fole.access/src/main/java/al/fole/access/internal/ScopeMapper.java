// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.LocalDate;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The rows of scope. */
interface ScopeMapper {

  /** 0 when the row is open already, or there is no such unit. */
  @Insert(
      """
      insert into access.scope (subject, via, unit, relation, opened_on)
      select #{subject}, #{via}, u.code, #{relation}, #{today} from access.unit u where u.code = #{unit}
      on conflict (subject, unit, via, relation) where closed_on is null do nothing
      """)
  int open(
      @Param("subject") UUID subject,
      @Param("via") UUID via,
      @Param("unit") String unit,
      @Param("relation") String relation,
      @Param("today") LocalDate today);

  @Select("select exists (select 1 from access.unit where code = #{unit})")
  boolean isUnit(@Param("unit") String unit);

  @Update(
      """
      update access.scope set closed_on = #{today}
       where subject = #{subject} and via = #{via} and closed_on is null
      """)
  int close(
      @Param("subject") UUID subject, @Param("via") UUID via, @Param("today") LocalDate today);
}
