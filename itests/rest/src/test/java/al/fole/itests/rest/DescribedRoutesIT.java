// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

class DescribedRoutesIT {

  @Test
  void everyRouteIsDescribedAndEveryDescribedRouteIsThere() throws Exception {
    var undescribed = new java.util.TreeSet<String>();
    var imagined = new java.util.TreeSet<String>();
    int routes = 0;
    for (Routes bundle : Routes.ofRelease()) {
      routes += bundle.present().size();
      undescribed.addAll(bundle.undescribed());
      imagined.addAll(bundle.imagined());
    }
    System.out.println("Routes of the release: " + routes);
    assertTrue(routes > 0);
    assertEquals(Set.of(), undescribed, "routes without a line in openapi.json");
    assertEquals(Set.of(), imagined, "lines in openapi.json without a route");
  }

  @Test
  void everyReferenceOfTheDescriptionLeadsSomewhere() throws Exception {
    List<String> dangling = Routes.danglingReferences();
    assertEquals(List.of(), dangling);
  }

  @Test
  void aMissingRouteIsNoticedInEitherDirection() {
    var routes = new Routes("x", Set.of("GET /a", "GET /b/{}"), Set.of("GET /a", "PUT /b/{}"));
    assertEquals(Set.of("GET /b/{}"), routes.undescribed());
    assertEquals(Set.of("PUT /b/{}"), routes.imagined());
    assertFalse(routes.present().isEmpty());
  }
}
