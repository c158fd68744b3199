// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.verify.Verify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Somebody who has all rights in the database, or over the published files, but no key, changes
 * something at random. Either the sealer stops, or another host cannot publish, or the verifier,
 * who holds a published checkpoint and the keys, says no. An honest log is never accused.
 */
final class TamperingTest {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int TAMPERINGS =
      Integer.getInteger("fole.tamperings", CAMPAIGN ? 10_000 : 210);
  private static final int HONEST = Integer.getInteger("fole.honest", CAMPAIGN ? 1_000 : 20);
  private static final int LARGEST = CAMPAIGN ? 5_000 : 700;
  private static final int ON_ONE_LOG = 3 * Tampering.values().length;

  private static final Pattern ENTRY =
      Pattern.compile("NOT SOUND: entry ([0-9]+): |^Entry ([0-9]+) of the log has a place and no");
  private static final Pattern OF_A_TRANSACTION =
      Pattern.compile("seal of its transaction|: The seal of|: The transaction of|is incomplete");
  private static final Pattern RANGE =
      Pattern.compile("first bad entry is one of ([0-9]+) to ([0-9]+)");

  private final SplittableRandom random = new SplittableRandom(Long.getLong("fole.seed", 42));
  private final Path home;
  private final Trail trail;
  private final LogInHand log;
  private final Map<Tampering, Score> scores = new EnumMap<>(Tampering.class);
  private String said = "";

  TamperingTest(@TempDir Path home) {
    this.home = home;
    trail = new Trail(home);
    log = new LogInHand(trail, home);
  }

  @AfterEach
  void close() {
    log.close();
  }

  /** Who found it, and whether the entry was named. */
  private static final class Score {
    int tried;
    int sealer;
    int otherHost;
    int publishedFiles;
    int filesOfTheDatabase;
    final List<String> missed = new ArrayList<>();
    int named;
    int narrowed;
    final List<String> misnamed = new ArrayList<>();
  }

  @Test
  void everyTamperingIsFound() throws Exception {
    int done = 0;
    while (done < TAMPERINGS) {
      int size = begin();
      for (int i = 0; i < ON_ONE_LOG && done < TAMPERINGS; i++) {
        tamper(Tampering.values()[done++ % Tampering.values().length], size);
      }
    }
    print();
    assertEquals(TAMPERINGS, scores.values().stream().mapToInt(s -> s.tried).sum());
    scores.forEach(
        (kind, score) -> {
          assertEquals(List.of(), score.missed, () -> kind + " was not found");
          assertEquals(List.of(), score.misnamed, () -> kind + ": another entry was named");
        });
  }

  private List<HonestHand.Row> waiting = List.of();
  private List<HonestHand.Row> later = List.of();

  /** An honest log of two checkpoints, kept as {@code earlier} and {@code now}. */
  private int begin() throws SQLException, IOException {
    trail.tamper("truncate journal.entry, journal.sequence, audit.tile, audit.checkpoint");
    trail.tamper("update audit.log set size = 0, root = sha256(''), watermark = '3'");
    LogInHand.delete(trail.logDirectory());
    Files.write(trail.keyDirectory().resolve("signer.state"), new byte[0]);
    var hand = new HonestHand(trail.seals, random.split());
    int size = (int) Math.exp(random.nextDouble(Math.log(20), Math.log(LARGEST)));
    log.insert(hand.write(size / 2));
    assertGoesOn();
    log.keep("earlier");
    log.insert(hand.write(size - size / 2));
    long published = assertGoesOn();
    log.keep("now");
    waiting = hand.write(random.nextInt(3, 30));
    later = Stream.of(hand.later(), hand.later()).flatMap(List::stream).toList();
    return (int) published;
  }

  private long assertGoesOn() throws SQLException {
    var keeper = log.keeper(trail.logDirectory());
    keeper.tick();
    keeper.close();
    assertNull(keeper.status().rule(), keeper.status().sentence());
    return keeper.status().published();
  }

  private void tamper(Tampering kind, int size) throws SQLException, IOException {
    var score = scores.computeIfAbsent(kind, k -> new Score());
    score.tried++;
    said = "";
    long blamed;
    if (kind.target() == Tampering.Target.FILES) {
      blamed = kind.apply(log, size, random);
      judgeFiles(score);
      name(score, blamed);
      log.restoreFiles("now");
      return;
    }
    boolean runs = kind.needsTheRunningHost() || random.nextBoolean();
    var keeper = runs ? log.keeper(trail.logDirectory()) : null;
    if (keeper != null) {
      keeper.tick();
    }
    log.insert(kind.needsSilence() ? List.of() : waiting);
    boolean unsigned = kind.target() == Tampering.Target.UNSIGNED;
    if (unsigned) {
      trail.placeWithoutSigning();
    }
    blamed = kind.apply(log, size, random);
    log.insert(kind.needsSilence() ? List.of() : later);
    keeper = keeper == null ? log.keeper(trail.logDirectory()) : keeper;
    keeper.tick();
    keeper.close();
    judgeTables(score, keeper.status().rule());
    if (unsigned && blamed >= 0) {
      said = String.valueOf(keeper.status().sentence());
    }
    if (kind.target() == Tampering.Target.TABLES && blamed >= 0) {
      verify(log.dump("now", size), "now");
    }
    name(score, blamed);
    log.restoreAll("now");
  }

  private void judgeFiles(Score score) throws IOException {
    if (verify(trail.logDirectory(), "now") == 1) {
      score.publishedFiles++;
    } else {
      score.missed.add(said);
    }
  }

  private void judgeTables(Score score, @Nullable String rule) throws SQLException, IOException {
    var fresh = home.resolve("fresh");
    if (rule != null || Files.exists(trail.logDirectory().resolve("frozen"))) {
      score.sealer++;
    } else if (verify(trail.logDirectory(), "now") == 1) {
      score.publishedFiles++;
    } else {
      LogInHand.delete(fresh);
      var other = log.keeper(fresh);
      other.tick();
      other.close();
      if (other.status().rule() != null) {
        score.otherHost++;
      } else if (verify(fresh, "now") == 1) {
        score.filesOfTheDatabase++;
      } else {
        score.missed.add(said);
      }
    }
  }

  /** A seal covers a whole transaction: which of its entries was changed, it does not say. */
  private void name(Score score, long blamed) throws SQLException {
    var entry = ENTRY.matcher(said);
    var range = RANGE.matcher(said);
    if (entry.find()) {
      score.named++;
      boolean bySeal = OF_A_TRANSACTION.matcher(said).find();
      long first = bySeal && blamed >= 0 ? log.firstOfTransaction(blamed) : blamed;
      long named = Long.parseLong(entry.group(1) == null ? entry.group(2) : entry.group(1));
      if (blamed >= 0 && (named < first || named > blamed)) {
        score.misnamed.add(blamed + " but " + said);
      }
    } else if (range.find()) {
      score.narrowed++;
    } else if (blamed >= 0) {
      score.misnamed.add(blamed + " but " + said);
    }
  }

  /** The stand-alone verifier with the keys and a checkpoint that was published before. */
  private int verify(Path directory, String published) throws IOException {
    var out = new ByteArrayOutputStream();
    int code =
        Verify.run(
            new PrintStream(out, true, StandardCharsets.UTF_8),
            "full",
            directory.toString(),
            "--vkey",
            log.kept("now").resolve("vkey").toString(),
            "--seal-key",
            trail.keyDirectory().resolve("seal.key").toString(),
            "--earlier",
            log.kept("earlier").resolve("checkpoint").toString(),
            "--earlier",
            log.kept(published).resolve("checkpoint").toString(),
            "--lang",
            "en");
    said = out.toString(StandardCharsets.UTF_8).strip();
    return code;
  }

  private void print() {
    System.out.printf(
        "%-40s %6s %7s %6s %9s %9s %6s | %6s %6s%n",
        "tampering",
        "tried",
        "sealer",
        "host",
        "published",
        "database",
        "missed",
        "named",
        "range");
    var sum = new int[8];
    scores.forEach(
        (kind, s) -> {
          var row =
              new int[] {
                s.tried,
                s.sealer,
                s.otherHost,
                s.publishedFiles,
                s.filesOfTheDatabase,
                s.missed.size(),
                s.named,
                s.narrowed
              };
          for (int i = 0; i < row.length; i++) {
            sum[i] += row[i];
          }
          print(kind.name(), row);
        });
    print("all", sum);
  }

  private static void print(String name, int[] row) {
    System.out.printf(
        "%-40s %6d %7d %6d %9d %9d %6d | %6d %6d%n",
        name, row[0], row[1], row[2], row[3], row[4], row[5], row[6], row[7]);
  }

  @Test
  void noHonestLogIsAccused() throws Exception {
    int unresolved = 0;
    long entries = 0;
    for (int i = 0; i < HONEST; i++) {
      int size = begin();
      entries += size;
      int code = verify(trail.logDirectory(), "earlier");
      assertTrue(code == 0 || code == 3, () -> "accused: " + said);
      log.insert(waiting);
      assertGoesOn();
      assertTrue(verify(trail.logDirectory(), "now") % 3 == 0, () -> "accused: " + said);
      log.insert(later);
      assertGoesOn();
      code = verify(trail.logDirectory(), "now");
      assertTrue(code == 0 || code == 3, () -> "accused: " + said);
      unresolved += code == 3 ? 1 : 0;
    }
    System.out.printf(
        "%d honest logs of %d entries, %d with crashes: 0 accused%n", HONEST, entries, unresolved);
    assertTrue(unresolved > 0, "no log had a crash: the logs were too mild");
  }
}
