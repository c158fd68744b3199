// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import al.fole.keys.internal.FileKeys;
import al.fole.keys.internal.KeysCommand;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Arrays;
import java.util.List;

/** A log whose database was set back behind what was signed, and the keeper of its keys. */
final class LogSetBack implements AutoCloseable {
  final Path home;
  final Trail trail;
  final Past past;
  LogKeeper keeper;

  LogSetBack(Path home) {
    this.home = home;
    trail = new Trail(home);
    past = new Past(trail);
    keeper = trail.keeper();
  }

  /** Fifteen entries were signed, the database has ten of them. */
  void setBack() throws Exception {
    trail.write(10);
    keeper.tick();
    past.keep("backup");
    trail.write(5);
    keeper.tick();
    past.restore("backup");
    keeper.tick();
    assertEquals("log-set-back", keeper.status().rule(), keeper.status().sentence());
  }

  /** The keeper of the keys lets the log end. */
  void allow() {
    allow(trail.keyDirectory());
  }

  static void allow(Path keys) {
    var out = new PrintStream(new ByteArrayOutputStream(), true, UTF_8);
    assertEquals(0, KeysCommand.run(List.of("freeze", keys.toString()), out));
  }

  /** Tick by tick until the new log is published. */
  void goOn() {
    for (int i = 0; i < 5; i++) {
      keeper.tick();
    }
    assertNull(keeper.status().rule(), keeper.status().sentence());
  }

  /** Where the log that follows it is published. */
  Path second() {
    return trail.logDirectory().resolveSibling("log-2");
  }

  static String text(Path file) throws IOException {
    return Files.readString(file);
  }

  /** The entry a log begins with. */
  static Leaf first(Path log) throws IOException {
    byte[] bundle = Files.readAllBytes(log.resolve("tile/entries/000.p/" + size(log)));
    int length = (bundle[0] & 0xFF) << 8 | bundle[1] & 0xFF;
    return Leaf.parse(Arrays.copyOfRange(bundle, 2, 2 + length));
  }

  static long size(Path log) throws IOException {
    return SignedState.parse(Files.readAllBytes(log.resolve("checkpoint"))).size();
  }

  /** The same keys with the state of before. */
  Path olderKeys() throws Exception {
    Path older = home.resolve("older");
    copyKeys(older);
    byte[] state = past.state("backup");
    Files.write(older.resolve("signer.state"), state);
    return older;
  }

  void copyKeys(Path to) throws IOException {
    FileKeys.open(to, true);
    try (var files = Files.list(trail.keyDirectory())) {
      for (Path file : files.toList()) {
        Files.copy(
            file,
            to.resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
  }

  @Override
  public void close() {
    keeper.close();
    trail.close();
  }
}
