// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Scope;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** The predicate alone, on no table of a feature. */
interface CellMapper {

  /** Columns: id, scope, and one a field group in lower case. */
  @Select(
      """
      select x.id, {scope x.id} as scope,
        {field RECORD x.id} as record, {field IDENTITY x.id} as identity,
        {field PROTECTED_ADDRESS x.id} as protected_address, {field HEALTH x.id} as health,
        {field COURT x.id} as court, {field FINANCE x.id} as finance,
        {field BIOLOGICAL_FAMILY x.id} as biological_family,
        {field FOSTER_FAMILY x.id} as foster_family, {field REFERRER x.id} as referrer,
        {field ALLEGATION x.id} as allegation, {field ADOPTION x.id} as adoption,
        {field NOTES x.id} as notes
      from unnest(#{ids}::uuid[]) as x (id)
      """)
  List<Map<String, Object>> shown(@Param("ids") List<UUID> ids, @Param("scope") Scope scope);
}
