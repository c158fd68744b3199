// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.itests.story.Caller;
import al.fole.itests.story.Caller.Answer;
import al.fole.itests.story.Life;
import al.fole.itests.story.People;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Stream;

/**
 * The records of one municipality, made by its own worker and head of unit; every text in them is a
 * word that stands nowhere else.
 *
 * @param name a word of letters
 * @param municipality code
 * @param ids of one record of each kind
 */
record Place(
    String name, String municipality, Caller worker, Caller head, Map<String, String> ids) {

  /** Makes one record of each kind. */
  static Place settled(String name, String municipality, Caller worker, Caller head) {
    var place = new Place(name, municipality, worker, head, new LinkedHashMap<>());
    place.settle();
    return place;
  }

  /** The word that stands in a text of this place: for example {@code Zqnarrativetirana}. */
  String canary(String text) {
    return "Zq" + text.toLowerCase(Locale.ROOT) + name;
  }

  /** An id of this place. */
  String id(String kind) {
    var id = ids.get(kind);
    if (id == null) {
      throw new IllegalArgumentException(kind);
    }
    return id;
  }

  /** What scope speaks of: people, referrals, the case, the family. */
  List<String> subjects() {
    return Stream.of("child", "second", "adult", "guarded", "referral", "waiting", "case", "family")
        .map(this::id)
        .toList();
  }

  private void settle() {
    ids.put("child", made(worker.post("/api/persons", child("one").toString())));
    ids.put("adult", made(worker.post("/api/persons", adult().toString())));
    ids.put("guarded", made(worker.post("/api/persons", guarded().toString())));
    done(post(head, "/api/persons/" + id("guarded"), "/protection", danger()));
    ids.put("second", made(worker.post("/api/persons", child("two").toString())));
    ids.put("waiting", refer(id("second")));
    var referral = refer(id("child"));
    ids.put("referral", referral);
    var path = "/api/cases/referrals/" + referral;
    done(post(worker, path, "/screening", screening()));
    done(post(head, path, "/answer", Life.outcome("ACCEPTED")));
    ids.put("case", worker.get(path).body().path("careCase").asText());
    var draft = worker.post("/api/cases/" + id("case") + "/assessments", assessment().toString());
    ids.put("assessment", made(draft));
    done(post(worker, "/api/cases/assessments/" + draft.id(), "/finalisation", finalisation()));
    path = "/api/cases/" + id("case") + "/decisions";
    ids.put("decision", made(worker.post(path, decision().toString())));
    ids.put("family", made(worker.post("/api/families", application().toString())));
    path = "/api/families/" + id("family");
    done(post(worker, path, "/assessment", familyAssessment()));
    done(post(head, path, "/decision", Life.approval(2).put("number", canary("approval"))));
    ids.put("placement", made(worker.post(path + "/placements", placement().toString())));
    path = "/api/cases/" + id("case") + "/transfers";
    var offer = Bodies.transfer().put("reason", canary("transferreason"));
    ids.put("transfer", made(head.post(path, offer.toString())));
  }

  /** The child goes home, the case is closed and the family leaves. */
  void end() {
    var offer = "/api/cases/transfers/" + id("transfer");
    done(post(head, offer, "/withdrawal", Caller.JSON.createObjectNode()));
    var home = Life.ending("REUNIFIED", "2026-08-30");
    done(post(worker, "/api/families/placements/" + id("placement"), "/end", home));
    done(post(head, "/api/cases/" + id("case"), "/closure", Bodies.closure()));
    var leaving = Bodies.state().put("state", "WITHDRAWN");
    done(post(head, "/api/families/" + id("family"), "/state", leaving));
  }

  private String refer(String child) {
    return made(worker.post("/api/cases/referrals", referral(child).toString()));
  }

  ObjectNode child(String which) {
    var child = People.girl(canary("first" + which), canary("last" + which));
    People.identity(child)
        .put("municipality", municipality)
        .put("fatherName", canary("father"))
        .put("address", canary("address"))
        .put("contact", canary("contact"));
    return child;
  }

  ObjectNode adult() {
    return adult("foster");
  }

  /** Whose address is protected. */
  private ObjectNode guarded() {
    return adult("guarded");
  }

  private ObjectNode adult(String which) {
    var adult = People.girl(canary(which + "first"), canary(which + "last"));
    People.identity(adult)
        .putNull("personalNumber")
        .put("birthDate", "1980-04-02")
        .put("municipality", municipality)
        .put("address", canary(which + "address"))
        .put("contact", canary(which + "contact"));
    return adult;
  }

  private static ObjectNode danger() {
    return Caller.JSON.createObjectNode().put("reason", "kërcënim");
  }

  ObjectNode referral(String child) {
    return Life.referral(child).put("narrative", canary("narrative"));
  }

  ObjectNode screening() {
    return Life.screening("HIGH").put("findings", canary("findings"));
  }

  ObjectNode assessment() {
    return Life.assessment().put("summary", canary("summary")).put("views", canary("views"));
  }

  static ObjectNode finalisation() {
    return Caller.JSON.createObjectNode().put("finalisedOn", Life.ASSESSED);
  }

  ObjectNode decision() {
    return Life.decision("ADMINISTRATIVE", "PLACEMENT").put("number", canary("decision"));
  }

  ObjectNode application() {
    return Life.application(id("adult"), 2)
        .put("municipality", municipality)
        .put("motivation", canary("motivation"));
  }

  ObjectNode familyAssessment() {
    return Life.familyAssessment().put("summary", canary("familysummary"));
  }

  ObjectNode placement() {
    return Life.placement(id("case"), id("child"), id("decision"));
  }

  private static Answer post(Caller by, String path, String step, ObjectNode body) {
    return by.post(path + step, body.toString(), Map.of("If-Match", by.get(path).header("ETag")));
  }

  private static void done(Answer answer) {
    assertEquals(200, answer.status(), answer.text());
  }

  private static String made(Answer receipt) {
    assertEquals(201, receipt.status(), receipt.text());
    return receipt.id();
  }
}
