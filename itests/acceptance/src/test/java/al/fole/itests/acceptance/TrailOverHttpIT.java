// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.clauses.Clause;
import al.fole.itests.story.Caller;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;

class TrailOverHttpIT {
  private final Caller worker = Demonstration.worker();

  @Test
  @Clause("R-37")
  @Clause("R-90")
  @Clause("R-97")
  void everyWriteReadAndRefusalIsInALogTheVerifierBelieves() throws Exception {
    long before = size();
    var id = worker.post("/api/persons", Demonstration.girl("Albana", "Zeka").toString()).id();
    worker.get("/api/persons/" + id);
    Demonstration.national().post("/api/persons", Demonstration.girl("B", "C").toString());
    await(() -> size() >= before + 3);
    var log = RunningHost.get().data().resolve("log");
    Verifier.ofThisBuild().believes(log);
  }

  private static long size() {
    var note = Demonstration.anonymous().get("/api/audit/checkpoint").text().split("\n", -1);
    return note.length > 1 && note[1].matches("[0-9]+") ? Long.parseLong(note[1]) : 0;
  }

  private static void await(BooleanSupplier state) throws InterruptedException {
    var until = Instant.now().plus(Duration.ofSeconds(30));
    while (!state.getAsBoolean()) {
      assertTrue(Instant.now().isBefore(until), "the state did not come");
      TimeUnit.MILLISECONDS.sleep(50);
    }
  }

  @Test
  @Clause("R-31")
  @Clause("R-95")
  void noLogAndNothingPrintedNamesAPerson() throws IOException {
    var canary = "Kanarinë" + Long.toString(System.nanoTime(), 36).replaceAll("[0-9]", "q");
    var girl = Demonstration.girl("Teuta", canary);
    var number = Demonstration.identity(girl).path("personalNumber").asText();
    var id = worker.post("/api/persons", girl.toString()).id();
    worker.get("/api/persons/" + id);
    worker.post("/api/persons", girl.toString());
    worker.post("/api/persons/search", "{\"name\":\"" + canary + "\",\"limit\":5}");
    Demonstration.identity(girl).put("sex", "X");
    worker.post("/api/persons", girl.toString());
    var name = new String(canary.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
    int files =
        WrittenFiles.show(
            RunningHost.get().data(),
            (file, text) -> {
              assertFalse(text.contains(name), "a name is in " + file);
              assertFalse(text.contains(number), "a number is in " + file);
            });
    assertTrue(files > 20, "the database's files and the log were looked at: " + files);
    assertFalse(RunningHost.get().output().contains(canary));
  }

  @Test
  void aRequestIsNamedInItsAnswer() {
    var answer = worker.get("/api/persons/00000000-0000-7000-8000-000000000000");
    assertEquals(answer.header("X-Request-Id"), answer.body().path("request_id").asText());
    assertFalse(answer.header("X-Request-Id").isEmpty());
  }
}
