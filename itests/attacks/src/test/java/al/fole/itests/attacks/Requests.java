// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import al.fole.itests.story.Caller;
import al.fole.itests.story.Caller.Answer;
import al.fole.itests.story.Life;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * How every route of the host is asked about the records of a place: its address, a body it would
 * take, and the version it would not, so that a request that gets through changes nothing.
 */
final class Requests {
  /** The version no record ever had. */
  private static final String NEVER = "\"999999\"";

  /** Nobody's id. */
  static final String NOBODY = "00000000-0000-7000-8000-000000000000";

  /** Kinds of record that belong to no unit. */
  static final Set<String> OF_NO_UNIT = Set.of("", "account", "entry", "enquiry", "hold", "change");

  /**
   * One route.
   *
   * @param kind of record its parameter is, in the words of {@link Place}; empty when it has none
   * @param target what follows the address of the record
   * @param conditional whether it wants {@code If-Match}
   */
  record Request(
      String route,
      String kind,
      String target,
      boolean conditional,
      @Nullable Function<Place, ObjectNode> body) {

    String method() {
      return route.substring(0, route.indexOf(' '));
    }

    /** The address for an id. */
    String path(String id) {
      return "/api" + target.replace("{}", id);
    }

    /** Asks about a record of a place. */
    Answer ask(Caller by, Place of) {
      return ask(by, kind.isEmpty() ? "" : of.id(kind), of);
    }

    /** Asks about an id, otherwise as for a place. */
    Answer ask(Caller by, String id, Place of) {
      return send(by, id, body == null ? null : body.apply(of).toString(), NEVER);
    }

    /** Sends what it is told to. */
    Answer send(Caller by, String id, @Nullable String text, String version) {
      Map<String, String> headers = conditional ? Map.of("If-Match", version) : Map.of();
      return by.send(method(), path(id), text, headers);
    }
  }

  private final Map<String, Request> all = new LinkedHashMap<>();

  private Requests() {}

  /** Every route of the host but those of one's own session. */
  static Map<String, Request> all() {
    var requests = new Requests();
    requests.access();
    requests.overrides();
    requests.audit();
    requests.persons();
    requests.cases();
    requests.families();
    requests.releases();
    return requests.all;
  }

  private void access() {
    get("/access/accounts", "");
    get("/access/accounts/{id}", "account");
    get("/access/matrix", "");
    get("/access/matrix/changes", "");
    get("/access/manuals", "");
    post(
        "/access/matrix/changes",
        "",
        place -> Bodies.said("kind", "NOTHING").put("reason", "kontroll"));
    for (var step : new String[] {"approval", "rejection"}) {
      change(
          "POST",
          "/access/matrix/changes/{id}/" + step,
          "change",
          step.equals("approval") ? null : place -> Bodies.reason());
    }
    post("/access/manuals", "", place -> Bodies.said("number", "999.999.999.1"));
    put(
        "POST /access/manuals/{number}/approval",
        "",
        "/access/manuals/999/approval",
        true,
        place -> Bodies.said("act", "nr. 1"));
    get("/access/sessions/current", "");
    get("/access/units", "");
    get("/access/workers", "");
    post("/access/accounts", "", place -> Bodies.account());
    get("/access/accounts/proposals", "");
    get("/access/accounts/{id}/identities", "account");
    get("/access/accounts/{id}/roles", "account");
    get("/access/accounts/{id}/sessions", "account");
    get("/access/briefings", "");
    get("/access/sessions", "");
    post("/access/accounts/{id}/roles", "account", place -> Bodies.assignment());
    put(
        "POST /access/accounts/{id}/roles/{role}/approval",
        "account",
        "/access/accounts/{}/roles/" + NOBODY + "/approval",
        false,
        null);
    post("/access/accounts/{id}/identities", "account", place -> Bodies.identity());
    for (var part : new String[] {"identities/{identity}", "roles/{role}", "sessions/{session}"}) {
      var target = "/access/accounts/{}/" + part.replaceAll("\\{\\w+}", NOBODY);
      put("DELETE /access/accounts/{id}/" + part, "account", target, false, null);
    }
    change("PUT", "/access/accounts/{id}/training", "account", place -> Bodies.training());
    for (var step :
        new String[] {
          "deactivation",
          "disabling",
          "enabling",
          "limitation",
          "restoration",
          "second-factor-reset",
          "suspension"
        }) {
      change("POST", "/access/accounts/{id}/" + step, "account", place -> Bodies.reason());
    }
    change("POST", "/access/accounts/{id}/first-password", "account", null);
    change("PUT", "/access/accounts/{id}/assignment", "account", place -> Bodies.assignment());
  }

  /** Of nobody's record: of a real one they would open, seal or tell for the rest of the day. */
  private void overrides() {
    for (var list : new String[] {"notices", "reviews", "unsealings"}) {
      get("/access/" + list, "");
    }
    post("/access/break-glass", "", place -> Bodies.glass(NOBODY));
    ofNobody("/access/notices/{id}/acknowledgement", null);
    ofNobody("/access/reviews/{id}/decision", place -> Bodies.reason().put("outcome", "JUSTIFIED"));
    post("/access/seals", "", place -> Bodies.seal(NOBODY));
    post("/access/unsealings", "", place -> Bodies.unsealing(NOBODY));
    ofNobody("/access/unsealings/{id}/decision", place -> Bodies.said("outcome", "REJECTED"));
    ofNobody("/persons/{id}/opening", place -> Bodies.reason());
    get("/persons/erasures", "");
    ofNobody("/persons/{id}/erasure", place -> Bodies.erasure());
    ofNobody("/persons/erasures/{id}/decision", place -> Bodies.said("outcome", "REJECTED"));
  }

  private void audit() {
    for (var name : new String[] {"checkpoint", "keyring", "vkey", "status"}) {
      get("/audit/" + name, "");
    }
    put("GET /audit/disclosures", "child", "/audit/disclosures?person={}", false, null);
    for (var form : new String[] {"", "/page", "/table", "/file"}) {
      put(
          "GET /audit/sightings" + form,
          "child",
          "/audit/sightings" + form + "?person={}",
          false,
          null);
    }
    get("/audit/anomalies", "");
    post("/audit/enquiries", "child", Bodies::enquiry);
    for (var form : new String[] {"", "/page", "/table"}) {
      get("/audit/enquiries/{id}" + form, "enquiry");
    }
    get("/audit/holds", "");
    post("/audit/holds", "child", Bodies::hold);
    change("POST", "/audit/holds/{id}/closure", "hold", place -> Bodies.reason());
    get("/audit/proofs/{entry}", "entry");
    get("/audit/proofs/{entry}/leaf", "entry");
    put("GET /audit/seal/{name}", "", "/audit/seal/000.p/1", false, null);
    put("GET /audit/tile/{name}", "", "/audit/tile/0/000.p/1", false, null);
  }

  private void persons() {
    get("/persons/{id}", "child");
    get("/persons/{id}/history", "child");
    of("GET /persons/{id}", "adult");
    of("GET /persons/{id}/history", "adult");
    post("/persons", "", place -> place.child("three"));
    post("/persons/search", "", place -> Bodies.query(place.canary("last")));
    change("PUT", "/persons/{id}", "child", Bodies::correction);
    of("GET /persons/{id}", "guarded");
    of("GET /persons/{id}/history", "guarded");
    change("POST", "/persons/{id}/protection", "child", place -> Bodies.reason());
    change("POST", "/persons/{id}/protection/lifting", "child", place -> Bodies.reason());
  }

  private void cases() {
    get("/cases", "");
    get("/cases/referrals", "");
    get("/cases/referrals/{id}", "referral");
    get("/cases/{id}", "case");
    get("/cases/{id}/history", "case");
    put("GET /cases/{id}/on/{date}", "case", "/cases/{}/on/" + Life.PLACED, false, null);
    get("/cases/assessments/{id}", "assessment");
    get("/cases/decisions/{id}", "decision");
    post("/cases/referrals", "", place -> place.referral(place.id("child")));
    change("POST", "/cases/referrals/{id}/screening", "waiting", Place::screening);
    change("POST", "/cases/referrals/{id}/answer", "waiting", place -> Life.outcome("ACCEPTED"));
    post("/cases/{id}/assessments", "case", Place::assessment);
    change("PUT", "/cases/assessments/{id}", "assessment", Place::assessment);
    change(
        "POST",
        "/cases/assessments/{id}/finalisation",
        "assessment",
        place -> Place.finalisation());
    post("/cases/{id}/decisions", "case", Place::decision);
    change("POST", "/cases/{id}/closure", "case", place -> Bodies.closure());
    change("PUT", "/cases/{id}/worker", "case", place -> Bodies.nothing("worker"));
    change("PUT", "/cases/{id}/provider", "case", place -> Bodies.nothing("unit"));
    post("/cases/{id}/transfers", "case", place -> Bodies.transfer());
    get("/cases/transfers", "");
    get("/cases/transfers/{id}", "transfer");
    change("POST", "/cases/transfers/{id}/acceptance", "transfer", place -> Bodies.acceptance());
    change("POST", "/cases/transfers/{id}/refusal", "transfer", place -> Bodies.refusal());
    change("POST", "/cases/transfers/{id}/withdrawal", "transfer", null);
  }

  private void families() {
    get("/families", "");
    get("/families/placements", "");
    get("/families/placements/{id}", "placement");
    get("/families/{id}", "family");
    get("/families/{id}/history", "family");
    post("/families", "", Place::application);
    change("POST", "/families/{id}/assessment", "family", Place::familyAssessment);
    change("POST", "/families/{id}/decision", "family", place -> Life.approval(2));
    change("POST", "/families/{id}/state", "family", place -> Bodies.state());
    post("/families/{id}/placements", "family", Place::placement);
    change(
        "POST",
        "/families/placements/{id}/end",
        "placement",
        place -> Life.ending("REUNIFIED", "2026-08-30"));
  }

  private void releases() {
    get("/releases", "");
    get("/releases/contractions", "");
    get("/releases/history", "");
    put("GET /releases/operations/{id}", "", "/releases/operations/" + NOBODY, false, null);
    put("GET /releases/parts/{part}", "", "/releases/parts/persons", false, null);
    post("/releases/plans", "", place -> Bodies.said("archive", "nothing.zip"));
    post(
        "/releases/activations",
        "",
        place -> Bodies.said("archive", "nothing.zip").put("plan", "none"));
    post("/releases/rollbacks", "", place -> Bodies.said("to", NOBODY));
    post("/releases/contractions", "", place -> Bodies.said("release", NOBODY));
    for (var step : new String[] {"disabling", "enabling", "removal"}) {
      var target = "/releases/parts/nowhere/" + step;
      put("POST /releases/parts/{part}/" + step, "", target, false, null);
    }
  }

  /** The same about another kind of person. */
  private void of(String route, String kind) {
    var request = new Request(route, kind, target(route.replaceFirst("\\w+ ", "")), false, null);
    all.put(route + " of " + kind, request);
  }

  private void ofNobody(String path, @Nullable Function<Place, ObjectNode> body) {
    put("POST " + path, "", path.replace("{id}", NOBODY), false, body);
  }

  private void get(String path, String kind) {
    put("GET " + path, kind, target(path), false, null);
  }

  private void post(String path, String kind, Function<Place, ObjectNode> body) {
    put("POST " + path, kind, target(path), false, body);
  }

  private void change(
      String method, String path, String kind, @Nullable Function<Place, ObjectNode> body) {
    put(method + " " + path, kind, target(path), true, body);
  }

  private void put(
      String route,
      String kind,
      String target,
      boolean conditional,
      @Nullable Function<Place, ObjectNode> body) {
    all.put(route, new Request(route, kind, target, conditional, body));
  }

  private static String target(String path) {
    return path.replaceAll("\\{\\w+}", "{}");
  }
}
