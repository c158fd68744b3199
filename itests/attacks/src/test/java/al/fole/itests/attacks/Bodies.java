// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import al.fole.itests.story.Caller;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.UUID;

/** What is said to routes that take a document. */
final class Bodies {
  private Bodies() {}

  static ObjectNode said(String name, String value) {
    return Caller.JSON.createObjectNode().put(name, value);
  }

  static ObjectNode nothing(String name) {
    return Caller.JSON.createObjectNode().putNull(name);
  }

  /** To be opened at once. */
  static ObjectNode glass(String subject) {
    return reason().put("subject", subject);
  }

  /** To be sealed, by order of a court. */
  static ObjectNode seal(String subject) {
    return reason().put("subject", subject).put("cause", "COURT_ORDER");
  }

  /** To be read by nobody for an hour. */
  static ObjectNode unsealing(String subject) {
    var proposal = reason().put("subject", subject).put("minutes", 60);
    proposal.putArray("grantees").add(Requests.NOBODY);
    return proposal;
  }

  /** By a decision of a court. */
  static ObjectNode erasure() {
    return said("ground", "COURT_DECISION")
        .put("decision", "1/2026")
        .put("decidedOn", "2026-08-30");
  }

  static ObjectNode transfer() {
    return reason().put("toUnit", "B10").put("offeredOn", "2026-08-30");
  }

  static ObjectNode acceptance() {
    return said("acceptedOn", "2026-08-30");
  }

  static ObjectNode refusal() {
    return reason().put("refusedOn", "2026-08-30");
  }

  static ObjectNode account() {
    var name = "nobody." + UUID.randomUUID().toString().substring(0, 8);
    return said("name", name).put("role", "NO_ROLE").put("unit", "B53");
  }

  static ObjectNode training() {
    return said("number", "RK-2").put("on", "2026-01-10").put("until", "2028-01-09");
  }

  static ObjectNode identity() {
    return said("gate", "no-gate").put("subject", "askush");
  }

  static ObjectNode assignment() {
    return said("role", "PMF").put("unit", "B53");
  }

  static ObjectNode reason() {
    return said("reason", "kontroll");
  }

  static ObjectNode query(String name) {
    return said("name", name).put("limit", 50);
  }

  static ObjectNode correction(Place place) {
    return place.child("one").put("reason", "kontroll");
  }

  static ObjectNode closure() {
    return said("reason", "OTHER").put("closedOn", "2026-09-01");
  }

  static ObjectNode enquiry(Place place) {
    return said("person", place.id("child")).put("capacity", "CHILD").put("reason", "kërkesë");
  }

  static ObjectNode hold(Place place) {
    return said("matter", "CONTROL")
        .put("person", place.id("child"))
        .put("until", "2027-01-31")
        .put("reason", "kontroll");
  }

  static ObjectNode state() {
    return said("state", "ON_HOLD").put("reason", "kontroll").put("changedOn", "2026-08-30");
  }
}
