// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.keys.internal.FileKeys;
import al.fole.keys.internal.KeysCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** One key follows another, announced by an entry the one before has signed. */
final class RotationTest {
  private final Path home;
  private final Trail trail;
  private LogKeeper keeper;

  RotationTest(@TempDir Path home) {
    this.home = home;
    trail = new Trail(home);
    keeper = trail.keeper();
  }

  @AfterEach
  void close() {
    keeper.close();
    trail.close();
  }

  private void rotate() {
    var out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    assertEquals(0, KeysCommand.run(List.of("rotate", trail.keyDirectory().toString()), out));
  }

  private String published(String name) {
    return new String(keeper.files().read(name).orElseThrow(), UTF_8);
  }

  private void tick() {
    keeper.tick();
    assertNull(keeper.status().rule(), keeper.status().sentence());
  }

  private static long lines(String note) {
    return note.lines().filter(line -> line.startsWith("\u2014 ")).count();
  }

  @Test
  void theNextKeyIsAnnouncedUnderTheOldOneAndThenSigns() throws Exception {
    trail.write(3);
    tick();
    String first = published("vkey");
    assertEquals("0 " + first, published("keyring"));
    rotate();
    tick();
    String both = published("checkpoint");
    assertEquals(2, lines(both), both);
    String second = published("vkey");
    assertNotEquals(first, second);
    assertEquals("0 " + first + "4 " + second, published("keyring"));
    trail.write(2);
    tick();
    assertEquals(1, lines(published("checkpoint")));
    assertEquals("4", trail.one("select size from audit.checkpoint where note like '%—%—%'"));
    assertEquals(
        second.strip(),
        Leaf.parse(new LogFiles(trail.logDirectory()).entry(3, 6).orElseThrow()).field(34));
    Verifier.assertSound(trail, 6);
    rotate();
    tick();
    trail.write(1);
    tick();
    assertEquals(3, published("keyring").lines().count());
  }

  @Test
  void anEmptyLogAnnouncesItsSecondKeyAfterTheFirstHasSigned() throws Exception {
    rotate();
    tick();
    trail.write(1);
    tick();
    tick();
    assertEquals(2, published("keyring").lines().count(), published("keyring"));
    assertEquals("1 2", trail.one("select string_agg(size::text, ' ') from audit.checkpoint"));
  }

  @Test
  void aHostWithoutTheNewKeyDoesNotSign() throws Exception {
    trail.write(3);
    tick();
    Path others = copyKeys();
    rotate();
    tick();
    keeper.close();
    trail.write(1);
    keeper = trail.keeper(home.resolve("there"), others);
    keeper.tick();
    assertEquals("log-of-other-keys", keeper.status().rule(), keeper.status().sentence());
    assertEquals("4", trail.one("select max(size) from audit.checkpoint"));
  }

  @Test
  void aHostThatMissedTheChangeSignsWithTheNewKeyOnly() throws Exception {
    trail.write(3);
    tick();
    rotate();
    Path others = copyKeys();
    tick();
    trail.write(1);
    tick();
    keeper.close();
    trail.write(1);
    keeper = trail.keeper(home.resolve("there"), others);
    tick();
    assertEquals(1, lines(published("checkpoint")));
    assertEquals(2, published("keyring").lines().count());
    Verifier.assertSound(home.resolve("there"), others, 6);
  }

  private Path copyKeys() throws IOException {
    Path copy = home.resolve("others");
    FileKeys.open(copy, true);
    try (var files = Files.list(trail.keyDirectory())) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            copy.resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }

  /** Each round is cut one statement later, and rotates anew once the change is through. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void aRotationCutOffAtAnyStepConverges(boolean afterwards) throws Exception {
    trail.write(2);
    tick();
    keeper.close();
    var me = UUID.randomUUID();
    int rotations = 0;
    boolean killed = true;
    for (int step = 1; killed; step++) {
      rotate();
      rotations++;
      trail.write(1);
      trail.tamper("update audit.log set holder = null");
      killed = killedAt(step, afterwards, me);
      trail.write(1);
      try (var connection = trail.connect(LoginRole.SEALER)) {
        var sequencer = trail.sequencer(connection, me);
        sequencer.run();
        sequencer.run();
      }
      assertTrue(trail.signer().next().isEmpty());
      assertEquals(
          rotations + 1, Long.parseLong(trail.one("select count(*) from audit.signing_key")));
    }
    assertTrue(rotations > 12, "only " + rotations + " steps were found");
    assertEquals(
        String.valueOf(rotations),
        trail.one("select count(*) from audit.checkpoint where note like '%—%—%'"));
    trail.tamper("update audit.log set holder = null");
    keeper = trail.keeper();
    tick();
    Verifier.assertSound(trail, keeper.status().published());
  }

  private boolean killedAt(int step, boolean afterwards, UUID me) throws Exception {
    try (var real = trail.connect(LoginRole.SEALER)) {
      var failing = new FailingConnection(real, trail.superuser(), step, afterwards);
      try {
        trail.sequencer(failing.proxy(), me).run();
      } catch (SQLException killed) {
        assertTrue(failing.killed(), String.valueOf(killed));
      } catch (TilesUnreadable killed) {
        assertTrue(failing.killed(), String.valueOf(killed));
      }
      return failing.killed();
    }
  }
}
