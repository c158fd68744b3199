// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.UUID;
import java.util.regex.Pattern;

/** The steps by which a child comes into care, over HTTP, by a worker and his head in Tirana. */
final class Steps {
  static final int PLACES = 12;
  static final String ANSWERED = "2026-02-04";
  static final String PLACED = "2026-02-20";
  private static final Pattern ID = Pattern.compile("\"id\":\"([^\"]+)\"");
  private static final Pattern TOKEN = Pattern.compile("\"token\":\"([^\"]+)\"");
  private static final Pattern CASE = Pattern.compile("\"careCase\":\"([^\"]+)\"");
  private static final Pattern ITEM = Pattern.compile("\"startedOn\"");
  private static final String SAID =
      "\"provenance\":{\"provider\":\"SOCIAL_WORKER\",\"on\":\"2026-02-02\"}";
  private static final String DIGEST =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
  private static final String TERMS =
      """
      "kind":"VOLUNTARY","kinship":false,"places":%d,
      "careTypes":["FOSTER_LONG","FOSTER_SHORT"],"ageFrom":0,"ageTo":17
      """
          .formatted(PLACES);

  /** What a write answered. */
  record Receipt(UUID id, String etag) {}

  private final HttpClient client = HttpClient.newHttpClient();
  private final String url;
  private final String worker;
  private final String head;
  private final String regional;

  Steps(HostProcess host) throws IOException, InterruptedException {
    url = host.url();
    worker = session("pmf.tirana", host.password(), "CASE_WORK");
    head = session("head.tirana", host.password(), "CASE_WORK");
    regional = session("shssh.tirana", host.password(), "SUPERVISION");
  }

  private String session(String name, String password, String purpose)
      throws IOException, InterruptedException {
    var body =
        "{\"name\":\"%s\",\"password\":\"%s\",\"purpose\":\"%s\"}"
            .formatted(name, password, purpose);
    return found(TOKEN, send(201, "", "/api/access/sessions", body, "").body());
  }

  private UUID person(String birthDate) throws IOException, InterruptedException {
    return make(
            "/api/persons",
            """
            {"identity":{"firstName":"Drita","fatherName":"Agim","lastName":"Hoxha","sex":"F",
            "birthDate":"%s","birthDateEstimated":false,"municipality":"53"},%s}"""
                .formatted(birthDate, SAID))
        .id;
  }

  /** A new child with a referral that was screened. */
  Receipt screened() throws IOException, InterruptedException {
    var made =
        make(
            "/api/cases/referrals",
            """
            {"child":"%s","channel":"SCHOOL","urgent":false,"reasons":["NEGLECT"],
            "narrative":"Mësuesja njofton.","referredOn":"2026-02-02",%s}"""
                .formatted(person("2016-05-04"), SAID));
    return change(
        worker,
        "/api/cases/referrals/" + made.id + "/screening",
        "{\"risk\":\"HIGH\",\"findings\":\"Vizitë në shtëpi.\",\"screenedOn\":\"2026-02-03\"}",
        made);
  }

  /** The head accepts it, which opens a case. */
  void open(Receipt referral) throws IOException, InterruptedException {
    change(
        head,
        "/api/cases/referrals/" + referral.id + "/answer",
        "{\"outcome\":\"ACCEPTED\",\"answeredOn\":\"" + ANSWERED + "\"}",
        referral);
  }

  /** A new child whose case is ready, who may come to that family. */
  Statements.Placing placeable(UUID family) throws IOException, InterruptedException {
    var referral = screened();
    open(referral);
    var shown = send(200, worker, "/api/cases/referrals/" + referral.id, "", "").body();
    var careCase = UUID.fromString(found(CASE, shown));
    var child = UUID.fromString(found(Pattern.compile("\"child\":\"([^\"]+)\""), shown));
    var draft =
        make(
            "/api/cases/" + careCase + "/assessments",
            """
            {"startedOn":"2026-02-05","risk":"HIGH","heardOn":"2026-02-09",
            "views":"Dua të rri afër shkollës.","summary":"Vlerësim i plotë.",
            "recommendation":"FOSTER_CARE",%s}"""
                .formatted(SAID));
    change(
        worker,
        "/api/cases/assessments/" + draft.id + "/finalisation",
        "{\"finalisedOn\":\"2026-02-13\"}",
        draft);
    var decision =
        make(
            "/api/cases/" + careCase + "/decisions",
            """
            {"kind":"ADMINISTRATIVE","subject":"PLACEMENT","number":"117/2026",
            "authority":"MUNICIPALITY","decidedOn":"2026-02-18","inForceFrom":"2026-02-18",
            "digest":"%s",%s}"""
                .formatted(DIGEST, SAID));
    return new Statements.Placing(family, careCase, child, decision.id);
  }

  /** A new family with all its places free. */
  UUID family() throws IOException, InterruptedException {
    var made =
        make(
            "/api/families",
            """
            {"adults":["%s"],%s,"municipality":"53","appliedOn":"2026-01-05",%s}"""
                .formatted(person("1980-04-02"), TERMS, SAID));
    var assessed =
        change(
            worker,
            "/api/families/" + made.id + "/assessment",
            """
            {"startedOn":"2026-01-08","finalisedOn":"2026-01-26","homeVisits":2,
            "criminalRecordOn":"2026-01-10","trainingHours":30,"recommendation":"POSITIVE",
            "summary":"Familje e përshtatshme.",%s}"""
                .formatted(SAID),
            made);
    change(
        head,
        "/api/families/" + made.id + "/decision",
        """
        {"outcome":"APPROVED","number":"44/2026","authority":"MUNICIPALITY",
        "decidedOn":"2026-02-01","digest":"%s",
        "terms":{%s,"validFrom":"2026-02-01","validTo":"2028-02-01"},%s}"""
            .formatted(DIGEST, TERMS, SAID),
        assessed);
    return made.id;
  }

  Receipt place(Statements.Placing it) throws IOException, InterruptedException {
    return make(
        "/api/families/" + it.family() + "/placements",
        """
        {"careCase":"%s","child":"%s","decision":"%s","careType":"FOSTER_LONG",
        "startedOn":"%s",%s}"""
            .formatted(it.careCase(), it.child(), it.decision(), PLACED, SAID));
  }

  void end(Receipt placement) throws IOException, InterruptedException {
    change(
        worker,
        "/api/families/placements/" + placement.id + "/end",
        "{\"endedOn\":\"%s\",\"reason\":\"MOVED_FAMILY\",\"planned\":true,%s}"
            .formatted(PLACED, SAID),
        placement);
  }

  /** How many the regional directorate is shown. */
  long placements(int limit) throws IOException, InterruptedException {
    var path = "/api/families/placements?order=DATE&limit=" + limit;
    return ITEM.matcher(send(200, regional, path, "", "").body()).results().count();
  }

  private Receipt make(String path, String body) throws IOException, InterruptedException {
    return receipt(send(201, worker, path, body, ""));
  }

  private Receipt change(String token, String path, String body, Receipt seen)
      throws IOException, InterruptedException {
    return receipt(send(200, token, path, body, seen.etag));
  }

  private static Receipt receipt(HttpResponse<String> answer) {
    return new Receipt(
        UUID.fromString(found(ID, answer.body())), answer.headers().firstValue("ETag").orElse(""));
  }

  /** GET without a body, otherwise POST. */
  private HttpResponse<String> send(
      int expected, String token, String path, String body, String etag)
      throws IOException, InterruptedException {
    var request = HttpRequest.newBuilder(URI.create(url + path));
    if (!body.isEmpty()) {
      request.header("Content-Type", "application/json");
      request.POST(HttpRequest.BodyPublishers.ofString(body));
    }
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    if (!etag.isEmpty()) {
      request.header("If-Match", etag);
    }
    var answer = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(expected, answer.statusCode(), answer.body());
    return answer;
  }

  private static String found(Pattern pattern, String text) {
    var found = pattern.matcher(text);
    assertTrue(found.find(), text);
    return found.group(1);
  }
}
