// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.story.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What the person who runs the host is told, and that it is never about the people in it. */
class OperatorIT {
  private static final Pattern SAMPLE =
      Pattern.compile("[a-z_]+(\\{([a-z]+=\"[^\"\\\\]*\",?)+})? (-?[0-9.E+-]+|NaN|\\+Inf)");

  private final Caller operator = Demonstration.anonymous();
  private final Caller worker = Demonstration.worker();

  @Test
  void aHostThatServesIsLiveAndReady() {
    assertEquals(200, operator.get("/health/live").status());
    var ready = operator.get("/health/ready");
    assertEquals(200, ready.status(), ready.text());
    assertEquals(0, ready.body().path("missing").size());
    for (String check : List.of("database", "disk", "log", "parts")) {
      assertTrue(ready.body().path("checks").path(check).asBoolean(), ready.text());
    }
  }

  @Test
  void onlyThisMachineIsAnswered() {
    for (String path : List.of("/health/live", "/health/ready", "/metrics")) {
      for (String header : List.of("X-Forwarded-For", "Forwarded", "Via")) {
        var handedOn = operator.send("GET", path, null, Map.of(header, "for=192.0.2.1"));
        assertEquals(403, handedOn.status(), path + " through a proxy");
      }
      assertEquals(405, operator.post(path, "{}").status());
    }
  }

  @Test
  void theFiguresAreInTheTextFormatAndMove() {
    assertEquals(
        404, worker.get("/api/persons/" + UUID.randomUUID()).status(), "a refusal is recorded");
    var metrics = operator.get("/metrics");
    assertEquals("text/plain; version=0.0.4; charset=utf-8", metrics.header("Content-Type"));
    assertTrue(metrics.text().endsWith("\n"));
    for (String line : metrics.text().lines().toList()) {
      assertTrue(line.startsWith("# ") || SAMPLE.matcher(line).matches(), line);
    }
    for (String name :
        List.of(
            "fole_build_info{release=\"al.fole:fole:",
            "fole_http_request_duration_seconds_count{method=\"GET\",part=\"persons\",status=\"4xx\"}",
            "fole_http_request_duration_seconds_bucket{",
            "fole_journal_entries_total{kind=\"change\"}",
            "fole_journal_entries_total{kind=\"refusal\"}",
            "fole_pool_connections{pool=\"app\",state=\"idle\"}",
            "fole_log_lag_entries ",
            "fole_log_lag_seconds ",
            "fole_log_checkpoint_age_seconds ",
            "fole_follower_lag_entries{follower=\"cases.referral-told\"}",
            "fole_disk_free_bytes ",
            "jvm_memory_used_bytes{",
            "jvm_threads_current ",
            "jvm_gc_collection_seconds_count{")) {
      assertTrue(metrics.text().contains("\n" + name), name + " in " + metrics.text());
    }
  }

  @Test
  void whatIsAskedMakesNoNewLabel() {
    for (int i = 0; i < 20; i++) {
      assertEquals(404, worker.get("/api/stranger" + i).status());
      worker.send("GET" + (char) ('A' + i), "/api/persons", null, Map.of());
    }
    String text = operator.get("/metrics").text();
    assertFalse(text.contains("stranger"), text);
    assertFalse(text.contains("GETA"), text);
    assertTrue(text.contains("part=\"other\""), text);
  }

  @Test
  void noLogAndNoFigureNamesAPerson() throws IOException {
    String mark = Long.toString(System.nanoTime(), 36).replaceAll("[0-9]", "q");
    String name = "Shenja" + mark;
    String street = "Rruga e " + mark;
    ObjectNode girl = Demonstration.girl(name, "Mbi" + mark);
    Demonstration.identity(girl).put("address", street);
    String number = Demonstration.identity(girl).path("personalNumber").asText();
    var made = worker.post("/api/persons", girl.toString());
    assertEquals(201, made.status(), made.text());
    String path = "/api/persons/" + made.id();
    assertEquals(409, worker.post("/api/persons", girl.toString()).status());
    assertEquals(
        409, Demonstration.workerElsewhere().post("/api/persons", girl.toString()).status());
    assertEquals(412, worker.put(path, corrected(girl), Map.of("If-Match", "\"7\"")).status());
    for (String bad : broken(girl, name, number)) {
      var refused = worker.post("/api/persons", bad);
      assertTrue(refused.status() >= 400 && refused.status() < 500, refused.text());
    }
    assertTrue(worker.get("/api/persons?name=" + name).status() >= 400);
    worker.get("/api/persons/" + number);
    worker.get("/api/" + name);
    Demonstration.signIn(name, number, "CASE_WORK");
    worker.post("/api/persons/search", "{\"name\":\"" + name + "\",\"limit\":10}");
    worker.post("/api/persons/search", "{\"name\":[\"" + name + "\"]}");
    worker.post("/api/persons/search", "{\"" + name + "\":1}");

    List<String> marks = List.of(mark, number, name, street);
    int[] read = {0};
    WrittenFiles.show(
        RunningHost.get().data(),
        (file, text) -> {
          if (file.matches(".*\\.log(\\.[0-9]+)?")) {
            read[0] += refuse(marks, file, text);
          }
        });
    assertTrue(read[0] > 1000, "the logs are looked at: " + read[0]);
    for (String told : List.of("/metrics", "/health/live", "/health/ready")) {
      refuse(marks, told, operator.get(told).text());
    }
    refuse(marks, "standard output", RunningHost.get().output());
  }

  @Test
  void theLogIsOneObjectALine() throws IOException {
    Path log = RunningHost.get().data().resolve("logs/fole.log");
    List<String> lines = Files.readAllLines(log);
    assertFalse(lines.isEmpty());
    for (String line : lines) {
      JsonNode entry = Caller.JSON.readTree(line);
      for (String field : List.of("timestamp", "level", "loggerName", "formattedMessage", "mdc")) {
        assertTrue(entry.has(field), field + " in " + line);
      }
    }
  }

  private static String corrected(ObjectNode girl) {
    ObjectNode body = girl.deepCopy();
    body.put("reason", "gabim");
    return body.toString();
  }

  /** The same person in forms that no part may accept. */
  private static List<String> broken(ObjectNode girl, String name, String number) {
    List<String> bodies = new ArrayList<>();
    String text = girl.toString();
    bodies.add(text.substring(0, text.length() - 3));
    bodies.add(text.replace("2015-03-14", "2015-02-30"));
    bodies.add(text.replace("\"F\"", "\"" + name + "\""));
    bodies.add(text.replace("\"53\"", "\"" + name + "\""));
    bodies.add(
        text.replace("\"birthDateEstimated\":false", "\"birthDateEstimated\":\"" + name + "\""));
    bodies.add(text.replace("\"firstName\"", "\"" + name + "\""));
    bodies.add(text.replace(number, number.substring(0, 9) + "?"));
    bodies.add(text.replace(name, name.repeat(200)));
    bodies.add(text.replace(name, name + "\u0000"));
    bodies.add("[" + text + "]");
    bodies.add("\"" + name + "\"");
    return bodies;
  }

  private static int refuse(List<String> marks, String where, String text) {
    String small = text.toLowerCase(Locale.ROOT);
    for (String mark : marks) {
      int at = small.indexOf(mark.toLowerCase(Locale.ROOT));
      assertTrue(at < 0, () -> where + ": " + text.substring(Math.max(0, at - 200), at + 60));
    }
    return text.length();
  }
}
