// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.spi.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One key after the other, and one log after the other. */
final class TurnsTest {
  private final Path temp;

  TurnsTest(@TempDir Path temp) {
    this.temp = temp;
    FileKeys.open(keys(), true);
  }

  private Path keys() {
    return temp.resolve("keys");
  }

  private CheckpointSigner signer() {
    return signer(keys());
  }

  private static CheckpointSigner signer(Path directory) {
    return new CheckpointSigner(FileKeys.open(directory, false));
  }

  private String command(int status, String... words) {
    var said = new ByteArrayOutputStream();
    assertEquals(status, KeysCommand.run(List.of(words), new PrintStream(said, true, UTF_8)));
    return said.toString(UTF_8);
  }

  private void rotate() {
    command(0, "rotate", keys().toString());
  }

  /** Which keys, by their order, have signed. */
  private Set<String> signed(byte[] body, List<String> lines) {
    return new HashSet<>(
        SignedNote.parse(note(body, lines))
            .flatMap(it -> it.checkpointOf(FileKeys.open(keys(), false).signers()))
            .orElseThrow()
            .signers());
  }

  private static String note(byte[] body, List<String> lines) {
    return new String(body, UTF_8) + "\n" + String.join("", lines);
  }

  @Test
  void theNextKeySignsFromTheCheckpointThatAnnouncesItOn() {
    var signer = signer();
    signer.lines(body(3, 1), -1);
    byte[] first = signer.publicKey();
    assertTrue(signer.next().isEmpty());
    rotate();
    byte[] next = signer.next().orElseThrow();
    assertEquals(Set.of("signer"), signed(body(4, 2), signer.lines(body(4, 2), -1)));
    assertEquals(Set.of("signer"), signed(body(5, 3), signer.lines(body(5, 3), 5)));
    assertArrayEquals(first, signer.publicKey());
    assertEquals(Set.of("signer", "signer-2"), signed(body(6, 4), signer.lines(body(6, 4), 5)));
    assertArrayEquals(next, signer.publicKey());
    assertTrue(signer.next().isEmpty());
    for (var one : List.of(signer, signer())) {
      assertEquals(Set.of("signer", "signer-2"), signed(body(6, 4), one.lines(body(6, 4), 5)));
    }
    assertEquals(Set.of("signer-2"), signed(body(7, 5), signer().lines(body(7, 5), 5)));
  }

  @Test
  void aTurnThatWasPreparedButNeverSignedBeginsAgain() throws IOException {
    signer().lines(body(3, 1), -1);
    rotate();
    new SignerRing(keys())
        .write(List.of(new SignerRing.Turn(0, "signer"), new SignerRing.Turn(5, "signer-2")));
    assertEquals(Set.of("signer", "signer-2"), signed(body(9, 2), signer().lines(body(9, 2), 4)));
  }

  @Test
  void onlyOneNextKeyWaits() {
    rotate();
    assertTrue(command(1, "rotate", keys().toString()).contains("waits"));
  }

  @Test
  void aKeyThatACutOffCommandLeftIsMadeAgain() throws IOException {
    Path half = keys().resolve("signer-2.key");
    Files.writeString(half, "half");
    assertTrue(signer().next().isEmpty());
    rotate();
    assertTrue(signer().next().isPresent());
    assertEquals(32, Files.size(half));
  }

  @Test
  void whatAnotherHostSignedBindsThisOne() throws IOException {
    var signer = signer();
    signer.lines(body(3, 1), -1);
    rotate();
    Path other = copy("other");
    byte[] body = body(6, 2);
    signer.lines(body, 4);
    byte[] later = body(8, 3);
    String note = note(later, signer.lines(later, 4));
    var stale = signer(other);
    assertTrue(stale.heed(note));
    assertArrayEquals(later, stale.last().orElseThrow());
    assertArrayEquals(signer.publicKey(), stale.publicKey());
    assertEquals(Set.of("signer-2"), signed(later, stale.lines(later, -1)));
    assertSetBack(() -> stale.lines(body(7, 9), -1));
    assertSetBack(() -> stale.lines(body(8, 9), -1));
  }

  @Test
  void theOldKeysCheckpointAfterItsTurnIsAContradiction() throws IOException {
    var signer = signer();
    signer.lines(body(3, 1), -1);
    rotate();
    Path other = copy("other");
    signer.lines(body(6, 2), 4);
    byte[] fork = body(7, 3);
    String note = note(fork, signer(other).lines(fork, -1));
    assertSetBack(() -> signer.heed(note));
    assertEquals(Set.of("signer-2"), signed(body(7, 4), signer.lines(body(7, 4), -1)));
  }

  @Test
  void aStrangersOrForgedNoteIsNotHeeded() {
    FileKeys.open(temp.resolve("stranger"), true);
    byte[] body = body(3, 1);
    assertFalse(signer().heed(note(body, signer(temp.resolve("stranger")).lines(body, -1))));
    assertFalse(signer().heed(note(body(4, 1), signer().lines(body, -1))));
    assertFalse(signer().heed("nonsense"));
    assertArrayEquals(body, signer().last().orElseThrow());
  }

  @Test
  void aLogEndsByTheKeepersWordOnly() {
    var signer = signer();
    signer.lines(body(15, 1), -1);
    assertEquals("freeze-not-ordered", rule(() -> signer.freeze("log-set-back")));
    command(0, "freeze", keys().toString());
    signer.lines(body(16, 2), -1);
    assertEquals("freeze-not-ordered", rule(() -> signer.freeze("log-set-back")));
    command(0, "freeze", keys().toString());
    var frozen = signer.freeze("log-set-back");
    assertTrue(frozen.note().startsWith("fole.al/frozen@v1\nfole.al/a\n16\n"), frozen.note());
    assertEquals(frozen, signer().freeze("log-set-back"));
    assertEquals(frozen, signer().frozen("fole.al/a").orElseThrow());
    assertEquals("log-frozen", rule(() -> signer.lines(body(17, 3), -1)));
    assertEquals("log-frozen", rule(() -> signer.lines(body(16, 2), -1)));
  }

  @Test
  void oneLogOnlyFollowsAFrozenOne() {
    var signer = signer();
    signer.lines(body(15, 1), -1);
    command(0, "freeze", keys().toString());
    var frozen = signer.freeze("log-set-back");
    assertSetBack(() -> signer.lines(of("fole.al/b", 1, 1), -1));
    signer.lines(of(frozen.successor(), 1, 1), -1);
    assertEquals("log-frozen", rule(() -> signer.lines(body(15, 1), -1)));
    assertSetBack(() -> signer.lines(of("fole.al/b", 2, 1), -1));
    assertFalse(Files.exists(keys().resolve("freeze.order")));
    assertEquals(2, List.copyOf(signer.lines(of(frozen.successor(), 2, 2), -1)).size() + 1);
  }

  @Test
  void theSecondKeyOfAFrozenLogIsTheFirstOfTheNext() throws IOException {
    var signer = signer();
    signer.lines(body(3, 1), -1);
    rotate();
    signer.lines(body(6, 2), 4);
    command(0, "freeze", keys().toString());
    var frozen = signer.freeze("log-set-back");
    byte[] first = of(frozen.successor(), 1, 1);
    assertEquals(Set.of("signer-2"), signed(first, signer.lines(first, -1)));
  }

  @Test
  void anotherDirectoryFollowsThroughTheNote() throws IOException {
    var signer = signer();
    signer.lines(body(10, 1), -1);
    Path older = copy("older");
    byte[] last = body(15, 2);
    signer.lines(last, -1);
    command(0, "freeze", keys().toString());
    var frozen = signer.freeze("log-set-back");
    byte[] next = of(frozen.successor(), 4, 1);
    String note = note(next, signer.lines(next, -1));
    var other = signer(older);
    assertSetBack(() -> other.heed(note));
    assertTrue(other.heed(frozen.note()));
    assertTrue(other.heed(note));
    assertArrayEquals(next, other.last().orElseThrow());
    assertEquals("log-frozen", rule(() -> other.lines(body(20, 1), -1)));
  }

  @Test
  void aNoteThatEndsALogBeforeWhatWasSignedHereIsAContradiction() throws IOException {
    var signer = signer();
    signer.lines(body(10, 1), -1);
    Path other = copy("other");
    signer.lines(body(15, 2), -1);
    command(0, "freeze", other.toString());
    String note = signer(other).freeze("log-set-back").note();
    assertSetBack(() -> signer.heed(note));
  }

  private Path copy(String name) throws IOException {
    Path copy = temp.resolve(name);
    FileKeys.open(copy, true);
    try (var files = Files.list(keys())) {
      for (Path file : files.collect(Collectors.toList())) {
        Files.copy(
            file,
            copy.resolve(file.getFileName()),
            StandardCopyOption.REPLACE_EXISTING,
            StandardCopyOption.COPY_ATTRIBUTES);
      }
    }
    return copy;
  }

  private static String rule(org.junit.jupiter.api.function.Executable act) {
    return assertThrows(Problem.class, act).rule();
  }

  private static void assertSetBack(org.junit.jupiter.api.function.Executable act) {
    assertEquals("log-set-back", rule(act));
  }

  private static byte[] body(long size, int root) {
    return of("fole.al/a", size, root);
  }

  private static byte[] of(String origin, long size, int root) {
    byte[] hash = new byte[32];
    hash[0] = (byte) root;
    return (origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(hash) + "\n")
        .getBytes(UTF_8);
  }
}
