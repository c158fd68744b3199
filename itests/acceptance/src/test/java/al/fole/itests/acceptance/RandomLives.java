// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import al.fole.itests.story.Caller;
import al.fole.itests.story.Caller.Answer;
import al.fole.itests.story.Life;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Random;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Many hands at random work on few children and families, so that they meet: mostly the next step
 * of a child's life, often one that is too early, done already, or in somebody else's way. A
 * request without an answer is sent again with its key.
 */
final class RandomLives {
  private static final int TOGETHER = 48;

  /** A child's life as far as it has come; several hands may hold it. */
  private static final class Story {
    private final String child;
    private volatile @Nullable String referral;
    private volatile @Nullable String careCase;
    private volatile @Nullable Answer draft;
    private volatile @Nullable String decision;
    private volatile @Nullable String placement;
    private final AtomicInteger moves = new AtomicInteger();

    Story(String child) {
      this.child = child;
    }
  }

  /**
   * Something the host has said is done.
   *
   * @param id of the record
   * @param version of it afterwards
   */
  record Done(String id, long version) {}

  private final List<Story> stories = new CopyOnWriteArrayList<>();
  private final List<String> families = new CopyOnWriteArrayList<>();
  private final Map<String, LongAdder> outcomes = new ConcurrentHashMap<>();
  private final Queue<Done> done = new ConcurrentLinkedQueue<>();
  private final Caller worker;
  private final Caller head;
  private final Runnable patience;

  /**
   * @param patience waits until the host is there again
   */
  RandomLives(Caller worker, Caller head, Runnable patience) {
    this.worker = worker;
    this.head = head;
    this.patience = patience;
  }

  /** What became of the requests: status and rule, with how many. */
  Map<String, Long> outcomes() {
    var counts = new TreeMap<String, Long>();
    outcomes.forEach((outcome, count) -> counts.put(outcome, count.sum()));
    return counts;
  }

  /** Whatever was acknowledged. */
  List<Done> done() {
    return List.copyOf(done);
  }

  /** One operation. */
  void one(Random random) {
    int dice = random.nextInt(100);
    if (families.size() < 6 || dice < 1) {
      newFamily(random);
    } else if (stories.isEmpty() || dice < 8) {
      newStory();
    } else {
      int newest = Math.max(0, stories.size() - TOGETHER);
      Story story = stories.get(newest + random.nextInt(stories.size() - newest));
      step(story, dice < 70 ? due(story) : random.nextInt(9), random);
    }
  }

  private int due(Story story) {
    if (story.referral == null) {
      return 0;
    }
    if (story.careCase == null) {
      return 1;
    }
    if (story.decision == null) {
      return story.draft == null ? 3 : 4;
    }
    return story.placement == null ? 6 : 7;
  }

  private void step(Story story, int step, Random random) {
    String family = families.get(random.nextInt(families.size()));
    switch (step) {
      case 0 -> refer(story);
      case 1 -> screenAndAnswer(story);
      case 2 -> correct(story, random);
      case 3 -> assess(story);
      case 4 -> finaliseAndDecide(story);
      case 5 -> pause(family, random);
      case 6 -> place(story, family);
      case 7 -> end(story, random);
      default -> list(random);
    }
  }

  private void newStory() {
    var child = Demonstration.girl("Ëma", "Lule");
    Demonstration.identity(child).putNull("personalNumber");
    var entered = send(worker, "POST", "/api/persons", child, null);
    if (entered.status() == 201) {
      stories.add(new Story(entered.id()));
    }
  }

  private void newFamily(Random random) {
    var adult = Demonstration.girl("Drita", "Fole");
    Demonstration.identity(adult).putNull("personalNumber").put("birthDate", "1981-01-01");
    var entered = send(worker, "POST", "/api/persons", adult, null);
    int places = 1 + random.nextInt(3);
    var applied =
        send(worker, "POST", "/api/families", Life.application(entered.id(), places), null);
    String path = "/api/families/" + applied.id();
    send(worker, "POST", path + "/assessment", Life.familyAssessment(), etag(worker, path));
    send(head, "POST", path + "/decision", Life.approval(places), etag(worker, path));
    if (applied.status() == 201) {
      families.add(applied.id());
    }
  }

  private void refer(Story story) {
    var referred = send(worker, "POST", "/api/cases/referrals", Life.referral(story.child), null);
    if (referred.status() == 201) {
      story.referral = referred.id();
    }
  }

  private void screenAndAnswer(Story story) {
    String referral = story.referral;
    if (referral == null) {
      return;
    }
    String path = "/api/cases/referrals/" + referral;
    send(worker, "POST", path + "/screening", Life.screening("HIGH"), etag(worker, path));
    var answered =
        send(head, "POST", path + "/answer", Life.outcome("ACCEPTED"), etag(worker, path));
    if (answered.status() == 200) {
      story.careCase = ask(() -> worker.get(path)).body().path("careCase").asText();
    }
  }

  private void correct(Story story, Random random) {
    String path = "/api/persons/" + story.child;
    var correction = Demonstration.girl("Ëma", "Lule");
    Demonstration.identity(correction)
        .putNull("personalNumber")
        .put("birthDate", "201" + random.nextInt(10) + "-03-14");
    send(worker, "PUT", path, correction.put("reason", "ndreqje"), etag(worker, path));
  }

  private void assess(Story story) {
    if (story.careCase != null) {
      var draft =
          send(
              worker,
              "POST",
              "/api/cases/" + story.careCase + "/assessments",
              Life.assessment(),
              null);
      if (draft.status() == 201) {
        story.draft = draft;
      }
    }
  }

  private void finaliseAndDecide(Story story) {
    var draft = story.draft;
    if (draft != null) {
      var body = Caller.JSON.createObjectNode().put("finalisedOn", Life.ASSESSED);
      String path = "/api/cases/assessments/" + draft.id() + "/finalisation";
      send(worker, "POST", path, body, draft.header("ETag"));
    }
    if (story.careCase != null) {
      var decided =
          send(
              worker,
              "POST",
              "/api/cases/" + story.careCase + "/decisions",
              Life.decision("ADMINISTRATIVE", "PLACEMENT"),
              null);
      if (decided.status() == 201) {
        story.decision = decided.id();
      }
    }
  }

  private void pause(String family, Random random) {
    String path = "/api/families/" + family;
    var body = Caller.JSON.createObjectNode();
    body.put("state", random.nextInt(4) == 0 ? "ON_HOLD" : "APPROVED").put("reason", "pushim");
    send(head, "POST", path + "/state", body.put("changedOn", Life.PLACED), etag(worker, path));
  }

  private void place(Story story, String family) {
    if (story.careCase == null || story.decision == null) {
      return;
    }
    var body = Life.placement(story.careCase, story.child, story.decision);
    body.put("startedOn", day(2 * story.moves.get()));
    var placed = send(worker, "POST", "/api/families/" + family + "/placements", body, null);
    if (placed.status() == 201) {
      story.placement = placed.id();
    }
  }

  private void end(Story story, Random random) {
    String placement = story.placement;
    if (placement != null) {
      String path = "/api/families/placements/" + placement;
      String reason = random.nextInt(5) == 0 ? "REUNIFIED" : "MOVED_FAMILY";
      var ending = Life.ending(reason, day(2 * story.moves.get() + 1));
      if (send(worker, "POST", path + "/end", ending, etag(worker, path)).status() == 200) {
        story.placement = null;
        story.moves.incrementAndGet();
      }
    }
  }

  /** A day of the spring and summer after the first placement. */
  private static String day(int after) {
    return LocalDate.parse(Life.PLACED).plusDays(Math.min(after, 200)).toString();
  }

  private void list(Random random) {
    String order = random.nextBoolean() ? "DATE" : "FILE_NUMBER";
    String what = random.nextBoolean() ? "/api/cases" : "/api/families/placements";
    count(ask(() -> worker.get(what + "?limit=20&order=" + order)));
  }

  private @Nullable String etag(Caller caller, String path) {
    return ask(() -> caller.get(path)).header("ETag");
  }

  private Answer send(
      Caller caller, String method, String path, ObjectNode body, @Nullable String version) {
    var headers = new TreeMap<String, String>();
    headers.put("Idempotency-Key", UUID.randomUUID().toString());
    if (version != null && !version.isEmpty()) {
      headers.put("If-Match", version);
    }
    var answer = ask(() -> caller.send(method, path, body.toString(), headers));
    count(answer);
    if (answer.status() < 300) {
      done.add(new Done(answer.id(), answer.body().path("version").asLong()));
    }
    return answer;
  }

  /** Asks again and again while nobody answers: the host is down. */
  private Answer ask(Supplier<Answer> request) {
    for (int attempt = 0; ; attempt++) {
      try {
        var answer = request.get();
        if (answer.status() != 503 || attempt > 900) {
          return answer;
        }
      } catch (UncheckedIOException gone) {
        if (attempt > 900) {
          throw gone;
        }
      }
      patience.run();
    }
  }

  private void count(Answer answer) {
    String outcome = answer.status() + (answer.status() < 400 ? "" : " " + answer.rule());
    outcomes.computeIfAbsent(outcome, key -> new LongAdder()).increment();
  }
}
