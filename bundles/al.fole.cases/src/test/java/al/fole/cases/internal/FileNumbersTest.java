// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.cases.CaseId;
import al.fole.cases.CaseQuery;
import al.fole.cases.CaseView;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** File numbers go on beyond five digits, and a list keeps them in their order. */
class FileNumbersTest {
  private static CasesWorld world;

  @BeforeAll
  static void open() {
    world = new CasesWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void theHundredThousandthCaseOfAYearFollowsTheOneBefore() {
    int year = world.daysAgo(56).getYear();
    var first = world.opened(world.child(), "LOW");
    world.run("update cases.file_counter set last = 99998 where year = " + year);
    var opened = new ArrayList<CaseId>(List.of(first));
    for (int i = 0; i < 3; i++) {
      opened.add(world.opened(world.child(), "LOW"));
    }
    // One of a later year and one of a municipality that sorts before, both with a short number.
    CaseId later = world.opened(world.child(), "LOW");
    CaseId before = world.opened(world.child(), "LOW");
    rename(later, "RKAF-53-" + (year + 1) + "-00001");
    rename(before, "RKAF-10-" + year + "-00002");
    opened.add(later);
    opened.add(0, before);
    var listed = new ArrayList<CaseView>();
    String cursor = null;
    do {
      var page =
          world.cases.list(world.tirana, new CaseQuery(null, null, "FILE_NUMBER", 1, cursor));
      listed.addAll(page.items());
      cursor = page.next();
    } while (cursor != null);
    assertEquals(
        List.of(
            "RKAF-10-" + year + "-00002",
            "RKAF-53-" + year + "-00001",
            "RKAF-53-" + year + "-99999",
            "RKAF-53-" + year + "-100000",
            "RKAF-53-" + year + "-100001",
            "RKAF-53-" + (year + 1) + "-00001"),
        listed.stream().map(CaseView::fileNumber).toList());
    assertEquals(opened, listed.stream().map(CaseView::id).toList());
  }

  private static void rename(CaseId id, String fileNumber) {
    world.run(
        "update cases.care_case set file_number = '" + fileNumber + "' where id = '" + id + "'");
  }
}
