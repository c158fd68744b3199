// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.story;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.itests.story.Caller.Answer;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;

/**
 * The steps by which a child comes into care, as a worker and his head of unit take them over HTTP;
 * each as it is done every day, with nothing said but what matters.
 */
public final class Life {
  public static final String REFERRED = "2026-02-02";
  public static final String SCREENED = "2026-02-03";
  public static final String ANSWERED = "2026-02-04";
  public static final String HEARD = "2026-02-09";
  public static final String ASSESSED = "2026-02-13";
  public static final String APPLIED = "2026-01-05";
  public static final String FAMILY_ASSESSED = "2026-01-26";
  public static final String APPROVED = "2026-02-01";
  public static final String DECIDED = "2026-02-18";
  public static final String PLACED = "2026-02-20";
  private static final String DIGEST =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  public final Caller worker;
  public final Caller head;

  /** Of a worker and his head of unit. */
  public Life(Caller worker, Caller head) {
    this.worker = worker;
    this.head = head;
  }

  /** A new child of ten, in the register. */
  public String child(String lastName) {
    return made(worker.post("/api/persons", People.girl("Ëma", lastName).toString()));
  }

  /** A new adult, in the register. */
  public String adult(String lastName) {
    var adult = People.girl("Drita", lastName);
    People.identity(adult).putNull("personalNumber").put("birthDate", "1980-04-02");
    return made(worker.post("/api/persons", adult.toString()));
  }

  public Answer refer(String child) {
    return worker.post("/api/cases/referrals", referral(child).toString());
  }

  public static ObjectNode referral(String child) {
    var body = said();
    body.put("child", child).put("channel", "SCHOOL").put("urgent", false);
    body.putArray("reasons").add("NEGLECT");
    body.put("narrative", "Mësuesja njofton se fëmija vjen i paushqyer.")
        .put("referredOn", REFERRED);
    return body;
  }

  public Answer screen(String referral, String risk) {
    String path = "/api/cases/referrals/" + referral;
    return worker.post(path + "/screening", screening(risk).toString(), expecting(path));
  }

  public static ObjectNode screening(String risk) {
    var body = Caller.JSON.createObjectNode();
    return body.put("risk", risk).put("findings", "Vizitë në shtëpi.").put("screenedOn", SCREENED);
  }

  public Answer answer(Caller by, String referral, String outcome) {
    String path = "/api/cases/referrals/" + referral;
    return by.post(path + "/answer", outcome(outcome).toString(), expecting(path));
  }

  public static ObjectNode outcome(String outcome) {
    var body = Caller.JSON.createObjectNode();
    body.put("outcome", outcome).put("answeredOn", ANSWERED);
    return outcome.equals("ACCEPTED") ? body : body.put("reason", "Nuk u vërtetua.");
  }

  /** The case an accepted referral opened or joined. */
  public String caseOf(String referral) {
    return worker.get("/api/cases/referrals/" + referral).body().path("careCase").asText();
  }

  /** A child whose referral was accepted. */
  public String openCase(String child, String risk) {
    var referral = made(refer(child));
    assertEquals(200, screen(referral, risk).status());
    var accepted = answer(head, referral, "ACCEPTED");
    assertEquals(200, accepted.status(), accepted.text());
    return caseOf(referral);
  }

  /** The content of an initial assessment in which the child was heard. */
  public static ObjectNode assessment() {
    var body = said();
    body.put("startedOn", "2026-02-05").put("risk", "HIGH").put("heardOn", HEARD);
    body.put("views", "Dua të rri afër shkollës.").put("summary", "Vlerësim i plotë i nevojave.");
    return body.put("recommendation", "FOSTER_CARE");
  }

  public Answer assess(String careCase) {
    return worker.post("/api/cases/" + careCase + "/assessments", assessment().toString());
  }

  public Answer finalise(Answer draft) {
    return worker.post(
        "/api/cases/assessments/" + draft.id() + "/finalisation",
        "{\"finalisedOn\":\"" + ASSESSED + "\"}",
        Map.of("If-Match", draft.header("ETag")));
  }

  /** The initial assessment of a case, final. */
  public void assessed(String careCase) {
    var draft = assess(careCase);
    assertEquals(201, draft.status(), draft.text());
    var done = finalise(draft);
    assertEquals(200, done.status(), done.text());
  }

  public static ObjectNode decision(String kind, String subject) {
    var body = said();
    body.put("kind", kind).put("subject", subject).put("number", "117/2026");
    body.put("authority", kind.equals("COURT") ? "COURT" : "MUNICIPALITY");
    return body.put("decidedOn", DECIDED).put("inForceFrom", DECIDED).put("digest", DIGEST);
  }

  public Answer decide(Caller by, String careCase, ObjectNode decision) {
    return by.post("/api/cases/" + careCase + "/decisions", decision.toString());
  }

  public Answer apply(String adult, int places) {
    return worker.post("/api/families", application(adult, places).toString());
  }

  public static ObjectNode application(String adult, int places) {
    var body = said();
    body.putArray("adults").add(adult);
    body.put("kind", "VOLUNTARY").put("kinship", false).put("places", places);
    body.putArray("careTypes").add("FOSTER_SHORT").add("FOSTER_LONG").add("FOSTER_EMERGENCY");
    body.put("ageFrom", 0).put("ageTo", 17).put("municipality", "53");
    return body.put("appliedOn", APPLIED);
  }

  public Answer assessFamily(Caller by, String family) {
    String path = "/api/families/" + family;
    return by.post(path + "/assessment", familyAssessment().toString(), expecting(path));
  }

  public static ObjectNode familyAssessment() {
    var body = said();
    body.put("startedOn", "2026-01-08").put("finalisedOn", FAMILY_ASSESSED).put("homeVisits", 2);
    body.put("criminalRecordOn", "2026-01-10").put("trainingHours", 30);
    return body.put("recommendation", "POSITIVE").put("summary", "Familje e përshtatshme.");
  }

  public Answer approve(Caller by, String family, int places) {
    String path = "/api/families/" + family;
    return by.post(path + "/decision", approval(places).toString(), expecting(path));
  }

  public static ObjectNode approval(int places) {
    var body = said();
    body.put("outcome", "APPROVED").put("number", "44/2026").put("authority", "MUNICIPALITY");
    body.put("decidedOn", APPROVED).put("digest", DIGEST);
    var terms = body.putObject("terms");
    terms.put("kind", "VOLUNTARY").put("kinship", false).put("places", places);
    terms.putArray("careTypes").add("FOSTER_SHORT").add("FOSTER_LONG").add("FOSTER_EMERGENCY");
    terms
        .put("ageFrom", 0)
        .put("ageTo", 17)
        .put("validFrom", APPROVED)
        .put("validTo", "2028-02-01");
    return body;
  }

  /** A family that may take children. */
  public String approvedFamily(String lastName, int places) {
    var family = made(apply(adult(lastName), places));
    var assessed = assessFamily(worker, family);
    assertEquals(200, assessed.status(), assessed.text());
    var approved = approve(head, family, places);
    assertEquals(200, approved.status(), approved.text());
    return family;
  }

  public Answer place(String family, String careCase, String child, String decision) {
    var body = placement(careCase, child, decision);
    return worker.post("/api/families/" + family + "/placements", body.toString());
  }

  public static ObjectNode placement(String careCase, String child, String decision) {
    var body = said();
    body.put("careCase", careCase).put("child", child).put("decision", decision);
    return body.put("careType", "FOSTER_LONG").put("startedOn", PLACED);
  }

  public Answer end(String placement, String reason, String on) {
    String path = "/api/families/placements/" + placement;
    return worker.post(path + "/end", ending(reason, on).toString(), expecting(path));
  }

  public static ObjectNode ending(String reason, String on) {
    return said().put("endedOn", on).put("reason", reason).put("planned", true);
  }

  /** A case whose child may be placed by the decision named second. */
  public String[] decided(String child) {
    var careCase = openCase(child, "HIGH");
    assessed(careCase);
    var receipt = decide(worker, careCase, decision("ADMINISTRATIVE", "PLACEMENT"));
    return new String[] {careCase, made(receipt)};
  }

  public static String made(Answer receipt) {
    assertEquals(201, receipt.status(), receipt.text());
    return receipt.id();
  }

  private Map<String, String> expecting(String path) {
    return Map.of("If-Match", worker.get(path).header("ETag"));
  }

  private static ObjectNode said() {
    var body = Caller.JSON.createObjectNode();
    body.putObject("provenance").put("provider", "SOCIAL_WORKER").put("on", REFERRED);
    return body;
  }
}
