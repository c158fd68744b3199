// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.access.Scope;
import al.fole.families.PlacementQuery;
import al.fole.persons.Persons.Named;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.Update;
import org.jspecify.annotations.Nullable;

/** Rows of schema {@code families}: places and the children on them. */
interface PlacementMapper {
  /** A row, whole. */
  String ROWS =
      """
      select p.id, p.version, p.family, p.place, p.care_case, p.file_number, p.child,
        p.child_birth_date, p.municipality, p.decision, p.decision_from, p.decision_to,
        p.emergency, p.exception, p.approval, p.places, p.approval_from, p.approval_to,
        p.care_type, p.care_form, p.kinship, p.respite_of, p.respite_from, p.started_on,
        p.planned_end, p.ended_on, p.end_reason, p.end_planned, p.provider, p.informed_on,
        p.recorded_at
      from families.placement p
      """;

  /** Where each child lived on that day: who moved then, where he came to. */
  String SOUGHT =
      """
      where p.respite_of is null and p.started_on <= #{on}
        and (p.ended_on is null or p.ended_on >= #{on})
        and not exists (
          select 1 from families.placement q
          where q.child = p.child and q.respite_of is null and q.started_on <= #{on}
            and (q.started_on, q.id) > (p.started_on, p.id))
        and (#{query.municipality}::text is null or p.municipality = #{query.municipality}::text)
        and (#{query.careType}::text is null or p.care_type = #{query.careType}::text)
        and {scope p.care_case}
      """;

  @Insert(
      """
      insert into families.placement (
        id, version, family, place, care_case, file_number, child, child_birth_date, municipality,
        decision, decision_from, decision_to, emergency, exception, approval, places,
        approval_from, approval_to, care_type, care_form, kinship, respite_of, respite_from,
        started_on, planned_end, provider, informed_on, recorded_at)
      values (
        #{id}, #{version}, #{family}, #{place}, #{careCase}, #{fileNumber}, #{child},
        #{childBirthDate}, #{municipality}, #{decision}, #{decisionFrom}, #{decisionTo},
        #{emergency}, #{exception}, #{approval}, #{places}, #{approvalFrom}, #{approvalTo},
        #{careType}, #{careForm}, #{kinship}, #{respiteOf}, #{respiteFrom}, #{startedOn},
        #{plannedEnd}, #{provider}, #{informedOn}, #{recordedAt})
      """)
  int insert(Placement placement);

  @Update(
      """
      update families.placement p set
        version = #{it.version}, ended_on = #{it.endedOn}, end_reason = #{it.endReason},
        end_planned = #{it.endPlanned}, provider = #{it.provider},
        informed_on = #{it.informedOn}, recorded_at = #{it.recordedAt}
      where p.id = #{it.id} and p.version = #{it.version} - 1 and {scope p.care_case}
      """)
  int end(@Param("it") Placement placement, @Param("scope") Scope scope);

  @Select(ROWS + "where p.id = any(#{ids}::uuid[]) and {scope p.care_case}")
  List<Placement> byId(@Param("ids") List<UUID> ids, @Param("scope") Scope scope);

  /** For a change: nobody else changes the row until the transaction ends. */
  @Select(ROWS + "where p.id = #{id} and {scope p.care_case} for no key update")
  @Nullable Placement locked(@Param("id") UUID id, @Param("scope") Scope scope);

  /** Where a child has been placed so far, oldest first. */
  @Select(ROWS + "where p.child = #{child} and {scope p.child} order by p.started_on, p.id")
  List<Placement> ofChild(@Param("child") UUID child, @Param("scope") Scope scope);

  /** A child lives there. */
  record Living(UUID placement, UUID family) {}

  /** Where the child of a case lives, and rests. */
  @Select(
      """
      select p.id as placement, p.family from families.placement p
      where p.care_case = #{of} and p.ended_on is null and {scope p.care_case}
      order by p.id
      """)
  List<Living> living(@Param("of") UUID careCase, @Param("scope") Scope scope);

  /** Who the adults of a family are, in or out of the caller's reach: nobody is shown by it. */
  @Select(
      """
      select s.subject from access.scope s
      where s.via = #{family} and s.relation = 'FAMILY' and s.closed_on is null
      order by s.subject
      """)
  List<UUID> adults(UUID family);

  /** Another municipality is responsible for the child. */
  @Update(
      """
      update families.placement p set municipality = #{municipality}
      where p.care_case = #{of} and p.ended_on is null and {scope p.care_case}
      """)
  int move(
      @Param("of") UUID careCase,
      @Param("municipality") String municipality,
      @Param("scope") Scope scope);

  /** When a child rested during a placement. */
  @Select(ROWS + "where p.respite_of = #{id} and {scope p.care_case} order by p.started_on, p.id")
  List<Placement> rests(@Param("id") UUID id, @Param("scope") Scope scope);

  /** The children a family has had, oldest first. */
  @Select(ROWS + "where p.family = #{family} and {scope p.care_case} order by p.started_on, p.id")
  List<Placement> ofFamily(@Param("family") UUID family, @Param("scope") Scope scope);

  @Select(
      """
      select exists (select 1 from families.placement p
        where p.family = #{family} and p.child = #{child} and p.ended_on is null
          and p.respite_of is null and {scope p.care_case})
      """)
  boolean livesHere(
      @Param("family") UUID family, @Param("child") UUID child, @Param("scope") Scope scope);

  /** Whether no placement of the child started before that day. */
  @Select(
      """
      select not exists (select 1 from families.placement p
        where p.child = #{child} and p.started_on < #{born} and {scope p.child})
      """)
  boolean bornBefore(
      @Param("child") UUID child, @Param("born") LocalDate born, @Param("scope") Scope scope);

  /** The year of the birth date stays. */
  @Update(
      """
      update families.placement p set child_birth_date = #{born}
      where p.child = #{child} and {scope p.child}
      """)
  int forget(
      @Param("child") UUID child, @Param("born") LocalDate born, @Param("scope") Scope scope);

  @Update(
      """
      update families.placement p set child_birth_date = #{born}
      where p.child = #{child} and p.child_birth_date <> #{born} and {scope p.child}
      """)
  int correctBirth(
      @Param("child") UUID child, @Param("born") LocalDate born, @Param("scope") Scope scope);

  /** Placed last first. */
  @Select(
      ROWS
          + SOUGHT
          + """
              and (#{after}::uuid is null
                or (p.started_on, p.id) < (#{day}::date, #{after}::uuid))
            order by p.started_on desc, p.id desc
            limit #{limit}
            """)
  List<Placement> byDate(
      @Param("query") PlacementQuery query,
      @Param("on") LocalDate on,
      @Param("day") @Nullable LocalDate day,
      @Param("after") @Nullable UUID after,
      @Param("limit") int limit,
      @Param("scope") Scope scope);

  /** In the order of the cases' numbers; after RKAF-MM-YYYY- a longer one is a higher one. */
  @Select(
      ROWS
          + SOUGHT
          + """
              and (#{after}::uuid is null
                or (left(p.file_number, 13), length(p.file_number), p.file_number, p.id)
                  > (left(#{number}::text, 13), length(#{number}::text), #{number}::text,
                    #{after}::uuid))
            order by left(p.file_number, 13), length(p.file_number), p.file_number, p.id
            limit #{limit}
            """)
  List<Placement> byFileNumber(
      @Param("query") PlacementQuery query,
      @Param("on") LocalDate on,
      @Param("number") @Nullable String number,
      @Param("after") @Nullable UUID after,
      @Param("limit") int limit,
      @Param("scope") Scope scope);

  /** Ids of placements with whom they are sorted by: the child. */
  @Select(
      "select p.id, p.child as person from families.placement p "
          + SOUGHT
          + "order by p.id limit #{limit}")
  List<Named> named(
      @Param("query") PlacementQuery query,
      @Param("on") LocalDate on,
      @Param("limit") int limit,
      @Param("scope") Scope scope);

  @Select(
      """
      select o.family, o.ordinal, o.approval, o.places, o.open, o.exception, o.placement,
        o.free_from
      from families.place o
      where o.family = any(#{families}::uuid[]) and {scope o.family}
      order by o.family, o.ordinal
      """)
  List<Place> places(@Param("families") List<UUID> families, @Param("scope") Scope scope);

  /** The places of an approval, new ones and those the family had before. */
  @Insert(
      """
      /* unscoped: an insert, whose conflicts are places of the family just locked in scope */
      insert into families.place as o (family, ordinal, approval, places, open)
      select #{family}, n, #{approval}, #{places}, true from generate_series(1, #{places}) n
      on conflict (family, ordinal) do update
        set approval = excluded.approval, places = excluded.places, open = true
      """)
  int openPlaces(
      @Param("family") UUID family, @Param("approval") UUID approval, @Param("places") int places);

  /** Nobody comes to a place beyond a smaller approval any more; who is there stays. */
  @Update(
      """
      update families.place o set open = false
      where o.family = #{family} and o.ordinal > #{places} and o.exception is null and o.open
        and {scope o.family}
      """)
  int closePlaces(
      @Param("family") UUID family, @Param("places") int places, @Param("scope") Scope scope);

  /** One more place by exception. */
  @Insert(
      """
      insert into families.place (family, ordinal, approval, places, open, exception)
      values (#{family}, #{ordinal}, #{approval}, #{places}, true, #{exception})
      """)
  int addPlace(Place place);

  @Update(
      """
      update families.place o set placement = #{id}
      where o.family = #{family} and o.ordinal = #{place} and o.placement is null and o.open
        and {scope o.family}
      """)
  int take(
      @Param("family") UUID family,
      @Param("place") int place,
      @Param("id") UUID placement,
      @Param("scope") Scope scope);

  /** A place made by exception goes with him it was made for. */
  @Update(
      """
      update families.place o set
        placement = null, free_from = #{day}, open = o.open and o.exception is null
      where o.placement = #{id} and {scope o.family}
      """)
  int leave(@Param("id") UUID placement, @Param("day") LocalDate day, @Param("scope") Scope scope);
}
