// SPDX-License-Identifier: EUPL-1.2
package al.fole.leaky.internal;

import org.apache.ibatis.annotations.Select;

/** A statement nobody declared. */
interface LeakyMapper {

  @Select("select current_date::text")
  String today();
}
