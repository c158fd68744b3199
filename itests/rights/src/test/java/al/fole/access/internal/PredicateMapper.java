// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Scope;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.jspecify.annotations.Nullable;

/**
 * The same questions twice: with the predicate of the matrix, and as somebody would write them who
 * knows where the units stand and nothing of matrix, standing or holders.
 */
interface PredicateMapper {
  /** What a list shows of a case. */
  record Row(
      UUID id,
      long version,
      String fileNumber,
      UUID child,
      String unit,
      String state,
      LocalDate openedOn) {}

  /** The same with a protected column. */
  record RiskRow(UUID id, String fileNumber, @Nullable String risk) {}

  String CASES =
      """
      select c.id, c.version, c.file_number, c.child, c.unit, c.state, c.opened_on
      from cases.care_case c
      """;
  String FIRST_PAGE = " and c.opened_on <= #{day} order by c.opened_on desc, c.id desc limit 51";
  String BY_HAND =
      """
      /* unscoped: written by hand, to be compared */
      """;
  String OF_MY_UNITS =
      """
       exists (select 1 from access.scope s
        where s.subject = c.id and s.closed_on is null and s.unit = any (#{units}::text[]))
      """;

  @Select(CASES + "where c.id = #{id} and {scope c.id}")
  List<Row> one(@Param("id") UUID id, @Param("scope") Scope scope);

  @Select(BY_HAND + CASES + "where c.id = #{id} and" + OF_MY_UNITS)
  List<Row> oneByHand(@Param("id") UUID id, @Param("units") List<String> units);

  @Select(CASES + "where {scope c.id}" + FIRST_PAGE)
  List<Row> page(@Param("day") LocalDate day, @Param("scope") Scope scope);

  @Select(BY_HAND + CASES + "where" + OF_MY_UNITS + FIRST_PAGE)
  List<Row> pageByHand(@Param("day") LocalDate day, @Param("units") List<String> units);

  /** Without any table of relations: the column of the municipality. */
  @Select(BY_HAND + CASES + "where c.municipality = any (#{municipalities}::text[])" + FIRST_PAGE)
  List<Row> pageByColumn(
      @Param("day") LocalDate day, @Param("municipalities") List<String> municipalities);

  @Select(
      "select c.id, c.file_number, case when {field HEALTH c.id} then c.risk end as risk"
          + " from cases.care_case c where {scope c.id}"
          + FIRST_PAGE)
  List<RiskRow> field(@Param("day") LocalDate day, @Param("scope") Scope scope);

  @Select(
      BY_HAND
          + "select c.id, c.file_number, case when"
          + OF_MY_UNITS
          + " then c.risk end as risk from cases.care_case c where"
          + OF_MY_UNITS
          + FIRST_PAGE)
  List<RiskRow> fieldByHand(@Param("day") LocalDate day, @Param("units") List<String> units);

  @Select(
      """
      select count(*) from cases.care_case c
      where c.opened_on = #{day} and {scope c.id}
      """)
  long count(@Param("day") LocalDate day, @Param("scope") Scope scope);

  @Select(
      BY_HAND
          + "select count(*) from cases.care_case c where c.opened_on = #{day} and"
          + OF_MY_UNITS)
  long countByHand(@Param("day") LocalDate day, @Param("units") List<String> units);

  /** A search by a word of the name, as the feature persons asks it. */
  @Select(
      """
      select p.id from persons.person p
      join persons.token t on t.person = p.id
      where t.token = sha256(('word' || #{word})::bytea) and {scope p.id}
      order by p.id desc limit 51
      """)
  List<UUID> word(@Param("word") int word, @Param("scope") Scope scope);

  @Select(
      """
      select p.id from persons.person p
      join persons.token t on t.person = p.id
      join access.scope s on s.subject = p.id and s.closed_on is null and s.unit = any (#{units}::text[])
      where t.token = sha256(('word' || #{word})::bytea)
      order by p.id desc limit 51
      /* unscoped: written by hand, to be compared */
      """)
  List<UUID> wordByHand(@Param("word") int word, @Param("units") List<String> units);
}
