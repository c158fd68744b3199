// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.families.FamilyId;
import al.fole.families.FamilyQuery;
import al.fole.families.PlacementId;
import al.fole.families.PlacementQuery;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/**
 * Up to 5,000 rows are sorted by name; more are refused, and what is out of scope does not count.
 */
class CrowdTest {

  @Test
  void moreThanFiveThousandFamiliesAreNotSortedByName() {
    try (var crowd = new FamiliesWorld()) {
      FamilyId one = crowd.applied(aFamily().of(crowd.adult()));
      families(crowd, one, 4_999);
      var page = crowd.families.list(crowd.tirana, families("NAME"));
      assertEquals(
          "Besa",
          java.util.Objects.requireNonNull(page.items().get(0).people()).get(0).firstName());
      families(crowd, one, 1);
      refused(crowd, () -> crowd.families.list(crowd.tirana, families("NAME")));
      assertEquals(3, crowd.families.list(crowd.tirana, families("DATE")).items().size());
      assertEquals(List.of(), crowd.families.list(crowd.durres, families("NAME")).items());
    }
  }

  @Test
  void moreThanFiveThousandPlacementsAreNotSortedByName() {
    try (var crowd = new FamiliesWorld()) {
      PlacementId one = crowd.place(crowd.approved(aFamily()), crowd.aCase());
      crowd.families.end(crowd.tirana, one, APlacement.end(1));
      placements(crowd, one, 4_999);
      var page = crowd.families.placements(crowd.tirana, children("NAME"));
      assertEquals(List.of(one), page.items().stream().map(it -> it.id()).toList());
      placements(crowd, one, 1);
      refused(crowd, () -> crowd.families.placements(crowd.tirana, children("NAME")));
      assertEquals(3, crowd.families.placements(crowd.tirana, children("DATE")).items().size());
      assertEquals(List.of(), crowd.families.placements(crowd.durres, children("NAME")).items());
    }
  }

  private static void refused(FamiliesWorld crowd, Executable list) {
    assertEquals("order", crowd.refused("too-many-to-sort", list).field().orElse(""));
  }

  private static FamilyQuery families(String order) {
    return new FamilyQuery(null, null, false, order, 3, null);
  }

  private static PlacementQuery children(String order) {
    return new PlacementQuery(APlacement.PLACED, null, null, order, 3, null);
  }

  /** More families like one, of adults nobody knows. */
  private static void families(FamiliesWorld crowd, FamilyId like, int more) {
    crowd.run(
        """
        with made as (
          insert into families.family
          select (jsonb_populate_record(f, jsonb_build_object('id', gen_random_uuid(),
            'file_number', 'RKAF-F-53-2026-' || lpad((n + (select count(*) from families.family))
              ::text, 5, '0')))).*
          from families.family f, generate_series(1, %d) n where f.id = '%s' returning id
        ), adults as (
          insert into families.adult (family, position, person)
          select id, 1, gen_random_uuid() from made
        )
        insert into access.scope (subject, via, unit, relation, opened_on)
        select id, id, 'B53', 'RESPONSIBLE', current_date from made"""
            .formatted(more, like));
  }

  /** More placements like one that has ended, of children nobody knows. */
  private static void placements(FamiliesWorld crowd, PlacementId like, int more) {
    crowd.run(
        """
        with made as (
          insert into families.placement
          select (jsonb_populate_record(p, jsonb_build_object('id', gen_random_uuid(),
            'child', gen_random_uuid(), 'care_case', gen_random_uuid()))).*
          from families.placement p, generate_series(1, %d) n where p.id = '%s'
          returning care_case
        )
        insert into access.scope (subject, via, unit, relation, opened_on)
        select care_case, care_case, 'B53', 'RESPONSIBLE', current_date from made"""
            .formatted(more, like));
  }
}
