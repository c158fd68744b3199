// SPDX-License-Identifier: EUPL-1.2
package al.fole.guestbook.internal;

import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** Rows of schema {@code guestbook}. */
interface GuestbookMapper {

  @Insert(
      """
      insert into guestbook.visit (person, version, reaction, speaker)
      values (#{person}, #{version}, #{reaction}, #{speaker})
      """)
  int visit(
      @Param("person") UUID person,
      @Param("version") long version,
      @Param("reaction") String reaction,
      @Param("speaker") String speaker);

  @Insert(
      """
      insert into guestbook.told (id, entry, person, version, speaker)
      values (#{id}, #{entry}, #{person}, #{version}, #{speaker})
      """)
  int told(
      @Param("id") UUID id,
      @Param("entry") UUID entry,
      @Param("person") UUID person,
      @Param("version") long version,
      @Param("speaker") String speaker);

  @Select("select count(v.person) from guestbook.visit v where v.person = #{person}")
  int visits(@Param("person") UUID person);
}
