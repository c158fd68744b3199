// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** The same on tables under the deferred check: no version of a row without its entry. */
interface WatchedMapper extends Things {

  @Insert("insert into benchmark.watched_thing (id, version, label) values (#{id}, 1, #{label})")
  @Override
  int insert(@Param("id") UUID id, @Param("label") String label);

  @Insert(
      "insert into benchmark.watched_part (id, thing, label) values (#{id}, #{thing}, #{label})")
  @Override
  int part(@Param("id") UUID id, @Param("thing") UUID thing, @Param("label") String label);

  @Select("select version from benchmark.watched_thing where id = #{id} for update")
  @Override
  long version(@Param("id") UUID id);

  @Update(
      "update benchmark.watched_thing set version = #{version}, label = #{label}"
          + " where id = #{id} and version = #{version} - 1")
  @Override
  int change(@Param("id") UUID id, @Param("version") long version, @Param("label") String label);

  @Update("update benchmark.watched_thing set label = reverse(label) where id = #{id}")
  @Override
  int touch(@Param("id") UUID id);
}
