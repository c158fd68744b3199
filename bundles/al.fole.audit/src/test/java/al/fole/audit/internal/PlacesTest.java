// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Checkpoints lie where whoever has the database cannot reach, and are read before signing. */
final class PlacesTest {
  private final Path home;
  private final Trail trail;
  private final Path one;
  private final Path two;
  private LogKeeper keeper;

  PlacesTest(@TempDir Path home) {
    this.home = home;
    trail = new Trail(home);
    one = home.resolve("one");
    two = home.resolve("two");
    keeper = keeper("data/log", "keys");
  }

  private LogKeeper keeper(String log, String keys) {
    return trail.keeper(home.resolve(log), home.resolve(keys), List.of(one, two));
  }

  @AfterEach
  void close() {
    keeper.close();
    trail.close();
  }

  private void tick(String rule) {
    keeper.tick();
    assertEquals(rule, String.valueOf(keeper.status().rule()), keeper.status().sentence());
  }

  private Path history(Path place) throws Exception {
    String origin = trail.one("select origin from audit.log");
    return place.resolve(origin.substring("fole.al/".length())).resolve("checkpoints");
  }

  private static long count(Path history) throws IOException {
    return Files.readString(history).lines().filter(line -> line.startsWith("fole.al/")).count();
  }

  @Test
  void everyCheckpointGoesToEveryPlaceAndNoneIsEverReplaced() throws Exception {
    trail.write(1);
    tick("null");
    String before = Files.readString(history(one));
    trail.write(1);
    tick("null");
    tick("null");
    String after = Files.readString(history(one));
    assertTrue(after.startsWith(before) && after.length() > before.length(), after);
    assertEquals(2, count(history(one)));
    assertEquals(after, Files.readString(history(two)));
    assertTrue(after.endsWith(keeper.files().checkpoint().orElseThrow() + "\n"), after);
  }

  private long published() {
    return SignedState.parse(keeper.files().checkpoint().orElseThrow().getBytes(UTF_8)).size();
  }

  @Test
  void onePlaceMayFailAllMayNot() throws Exception {
    trail.write(1);
    tick("null");
    Files.move(one, home.resolve("away"));
    Files.writeString(one, "no directory");
    trail.write(1);
    tick("null");
    assertEquals(Set.of(1), keeper.places().failing());
    assertEquals(2, count(history(two)));
    Files.move(two, home.resolve("away-too"));
    Files.writeString(two, "no directory");
    trail.write(1);
    tick("no-place-for-checkpoints");
    assertEquals(2, published(), "what no place has taken is not published");
    trail.write(1);
    tick("no-place-for-checkpoints");
    assertEquals("3", trail.one("select max(size) from audit.checkpoint"));
    Files.delete(two);
    Files.move(home.resolve("away-too"), two);
    tick("null");
    assertEquals(4, keeper.status().published());
    assertEquals(Set.of(1), keeper.places().failing());
    Files.delete(one);
    Files.move(home.resolve("away"), one);
    trail.write(1);
    tick("null");
    assertEquals(Set.of(), keeper.places().failing());
    assertEquals(2, count(history(one)));
  }

  @Test
  void aHostThatLostEverythingElseIsHeldByThePlaces() throws Exception {
    var past = new Past(trail);
    trail.write(10);
    tick("null");
    past.keep("backup");
    Path state = trail.keyDirectory().resolve("signer.state");
    byte[] saved = Files.readAllBytes(state);
    trail.write(5);
    tick("null");
    keeper.close();
    past.restore("backup");
    trail.tamper("update audit.log set holder = null");
    Files.write(state, saved);
    trail.write(7);
    keeper = keeper("fresh", "keys");
    tick("log-set-back");
    assertEquals("10", trail.one("select max(size) from audit.checkpoint"));
    assertTrue(keeper.files().checkpoint().isEmpty());
    assertEquals(15, SignedState.parse(Files.readAllBytes(state)).size());
  }

  @Test
  void theLastWholeCheckpointCountsAfterACutWrite() throws Exception {
    trail.write(3);
    tick("null");
    Path history = history(one);
    Files.writeString(history, "fole.al/half a checkpo", StandardOpenOption.APPEND);
    keeper.close();
    keeper = keeper("data/log", "keys");
    trail.write(1);
    tick("null");
    assertEquals(Set.of(), keeper.places().failing());
    String newest = keeper.files().checkpoint().orElseThrow();
    assertTrue(Files.readString(history).endsWith(newest + "\n"));
    var read = new ArrayList<String>();
    new Places(List.of(one)).last(trail.one("select origin from audit.log"), read::add);
    assertEquals(List.of(newest), read);
  }

  @Test
  void aPlaceWithAStrangersCheckpointFails() throws Exception {
    trail.write(3);
    tick("null");
    Path history = history(one);
    String forged = Files.readString(history).replace("\n3\n", "\n9\n");
    Files.writeString(history, forged, StandardOpenOption.TRUNCATE_EXISTING);
    keeper.close();
    keeper = keeper("data/log", "keys");
    trail.write(1);
    keeper.tick();
    assertNull(keeper.status().rule(), keeper.status().sentence());
    assertEquals(4, keeper.status().published());
    assertEquals(2, count(history(two)));
  }

  @Test
  void theEndOfALogIsSaidAtEveryPlace() throws Exception {
    var past = new Past(trail);
    trail.write(10);
    tick("null");
    past.keep("backup");
    trail.write(5);
    tick("null");
    past.restore("backup");
    tick("log-set-back");
    Files.copy(
        trail.keyDirectory().resolve("signer.state"),
        trail.keyDirectory().resolve("freeze.order"),
        StandardCopyOption.REPLACE_EXISTING);
    for (int i = 0; i < 4; i++) {
      keeper.tick();
    }
    assertNull(keeper.status().rule(), keeper.status().sentence());
    for (Path place : List.of(one, two)) {
      assertTrue(Files.readString(history(place).resolveSibling("frozen")).contains("\n15\n"));
      try (var logs = Files.list(place)) {
        assertEquals(2, logs.count());
      }
    }
  }
}
