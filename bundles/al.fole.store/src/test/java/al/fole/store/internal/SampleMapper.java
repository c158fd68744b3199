// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.access.Scope;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;

/** Statements of a feature that exists in tests only. */
interface SampleMapper {

  /** Id of a thing. */
  record ThingId(UUID value) {}

  /** A row. */
  record Thing(ThingId id, long version, String label, List<String> tags, Instant madeAt) {}

  @Insert(
      """
      insert into sample.thing (id, version, label, tags, made_at)
      values (#{id}, #{version}, #{label}, #{tags}, #{madeAt})""")
  int insert(Thing thing);

  @Update("update sample.thing set version = #{version} where id = #{id}")
  int touch(@Param("id") ThingId id, @Param("version") long version);

  @Select("select id, version, label, tags, made_at from sample.thing where id = #{id}")
  Optional<Thing> thing(ThingId id);

  @Select("select id, version, label, tags, made_at from sample.thing where id = #{id} for update")
  Optional<Thing> locked(ThingId id);

  @Select("select label from sample.thing where id = any(#{ids}) order by label")
  List<String> labels(@Param("ids") Collection<UUID> ids);

  @Select("select current_user")
  String user();

  @Select("select c.id from sample.child c where {scope c.id}")
  List<UUID> children(@Param("scope") Scope scope);

  @Select("/* unscoped: what the second wall alone shows */ select id from sample.child")
  List<UUID> allChildren();

  @Select("select nullif(current_setting('fole.' || #{name}, true), '')")
  String setting(String name);
}
