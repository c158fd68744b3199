// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A log gets a new key, is frozen, is followed by another; parts of it are proved alone. */
class LifeOfALogTest {
  private static final Ed25519PrivateKeyParameters SECOND =
      new Ed25519PrivateKeyParameters(new byte[32], 0);
  private static final Ed25519PrivateKeyParameters STRANGER =
      new Ed25519PrivateKeyParameters(
          "a stranger's seed of 32 bytes ..".getBytes(StandardCharsets.US_ASCII), 0);
  private static final String NEXT = "fole.al/00000000-0000-4000-8000-000000000002";

  @TempDir Path temp = Path.of("");
  Path dir = Path.of("");
  String said = "";

  @BeforeEach
  void directory() throws IOException {
    dir = Files.createDirectory(temp.resolve("log"));
    Files.writeString(temp.resolve("vkey"), SampleLog.vkey());
  }

  private int verify(String... words) {
    var out = new ByteArrayOutputStream();
    var args = new ArrayList<>(List.of(words));
    if (!args.contains("--vkey") && !args.contains("--former")) {
      args.addAll(List.of("--vkey", temp.resolve("vkey").toString()));
    }
    if (!args.contains("--lang")) {
      args.addAll(List.of("--lang", "en"));
    }
    int code =
        Verify.run(new PrintStream(out, true, StandardCharsets.UTF_8), args.toArray(String[]::new));
    said = out.toString(StandardCharsets.UTF_8);
    return code;
  }

  private int full(String... more) {
    var words = new ArrayList<>(List.of("full", dir.toString()));
    words.addAll(List.of(more));
    return verify(words.toArray(String[]::new));
  }

  private Path file(String name, String text) throws IOException {
    var file = dir.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    return Files.writeString(file, text);
  }

  /** 300 entries, the key announced by entry 100, the first checkpoint past it at 110. */
  private SampleLog rotated() throws IOException {
    var log = new SampleLog();
    for (int i = 1; i <= 300; i++) {
      var draft = SampleLog.draft(1, 1, i);
      log.transaction(i == 101 ? draft.with(34, SampleLog.vkey(SampleLog.ORIGIN, SECOND)) : draft);
    }
    log.write(dir);
    keep(log, SampleLog.KEY, SECOND);
    file("checkpoint", note(log, 300, SECOND));
    return log;
  }

  private void keep(SampleLog log, Ed25519PrivateKeyParameters... keys) throws IOException {
    file("rotation/100", note(log, 110, keys));
  }

  private static String note(SampleLog log, int size, Ed25519PrivateKeyParameters... keys) {
    var text = SampleLog.text(SampleLog.ORIGIN, size, log.rootOfFirst(size));
    return SampleLog.note(text, SampleLog.ORIGIN, keys);
  }

  @Test
  void aNewKeyIsFollowedFromTheOneThatWasGiven() throws IOException {
    rotated();
    assertEquals(Verify.SOUND, full(), () -> said);
    assertEquals(Verify.SOUND, verify("range", dir.toString(), "90", "120"), () -> said);
    assertEquals(Verify.SOUND, verify("complete", dir.toString()), () -> said);
  }

  @Test
  void aNewKeyThatItsPredecessorDidNotSignForIsNotBelieved() throws IOException {
    var log = rotated();
    keep(log, SECOND);
    assertEquals(Verify.NOT_SOUND, full());
    assertTrue(said.contains("not signed by"), said);
    Files.delete(dir.resolve("rotation/100"));
    assertEquals(Verify.NOT_SOUND, full());
    file("checkpoint", note(log, 300, SampleLog.KEY));
    assertEquals(Verify.NOT_SOUND, full());
    assertTrue(said.contains("entry 100: announces a key"), said);
  }

  @Test
  void anOldKeyDoesNotSignWhatCameAfterIt() throws IOException {
    var log = rotated();
    file("checkpoint", note(log, 300, SampleLog.KEY));
    assertEquals(Verify.NOT_SOUND, full());
    file("checkpoint", note(log, 100, SampleLog.KEY));
    Files.delete(dir.resolve("rotation/100"));
    assertEquals(Verify.SOUND, full(), () -> said);
  }

  @Test
  void aKeyIsAnnouncedByTheEntryThatSaysSo() throws IOException {
    var log = rotated();
    Files.move(dir.resolve("rotation/100"), dir.resolve("rotation/99"));
    assertEquals(Verify.NOT_SOUND, full());
    assertTrue(said.contains("entry 99: announces no key"), said);
    Files.delete(dir.resolve("rotation/99"));
    log.entries.set(3, log.entries.get(4));
    file("rotation/100", note(log, 110, SampleLog.KEY, SECOND));
    assertEquals(Verify.NOT_SOUND, full());
    assertTrue(said.contains("contradicts"), said);
  }

  @Test
  void aRingGivenByHandProvesAnEntryAfterTheRotation() throws IOException {
    var log = rotated();
    var hashes = log.entries.stream().map(Hash::leaf).toList();
    var proof = new StringBuilder("c2sp.org/tlog-proof@v1\nindex 200\n");
    SampleLog.path(hashes, 200)
        .forEach(h -> proof.append(Base64.getEncoder().encodeToString(h)).append('\n'));
    proof.append('\n').append(Files.readString(dir.resolve("checkpoint")));
    var file = Files.writeString(temp.resolve("proof"), proof).toString();
    var entry = Files.write(temp.resolve("entry"), log.entries.get(200)).toString();
    assertEquals(Verify.NOT_SOUND, verify("proof", file, entry));
    var lines = "0 " + SampleLog.vkey() + "110 " + SampleLog.vkey(SampleLog.ORIGIN, SECOND) + "\n";
    var ring = Files.writeString(temp.resolve("keyring"), lines).toString();
    assertEquals(Verify.SOUND, verify("proof", file, entry, "--vkey", ring), () -> said);
  }

  @Test
  void aFrozenLogSaysWhyAndDoesNotGrow() throws IOException {
    var log = SampleLog.honest(300).write(dir);
    frozen(log, 300, SampleLog.KEY);
    assertEquals(Verify.SOUND, full(), () -> said);
    assertTrue(said.contains("frozen and has ended here: log-set-back"), said);
    frozen(log, 299, SampleLog.KEY);
    assertEquals(Verify.NOT_SOUND, full());
    assertTrue(said.contains("entry 299: the log grew after it was frozen"), said);
    frozen(log, 300, STRANGER);
    assertEquals(Verify.NOT_SOUND, full());
    file("frozen", Files.readString(dir.resolve("checkpoint")));
    assertEquals(Verify.NOT_SOUND, full());
  }

  private void frozen(SampleLog log, int size, Ed25519PrivateKeyParameters key) throws IOException {
    var text =
        "fole.al/frozen@v1\n"
            + SampleLog.text(SampleLog.ORIGIN, size, log.rootOfFirst(size))
            + "log-set-back\n";
    file("frozen", SampleLog.note(text, SampleLog.ORIGIN, key));
  }

  /** The next log after 300 entries of which the database kept 290, with 20 of its own. */
  private Path next(SampleLog former, int kept) throws IOException {
    var log = new SampleLog();
    var said =
        SampleLog.text(SampleLog.ORIGIN, former.entries.size(), former.rootOfFirst(300))
            + kept
            + "\n";
    for (int i = kept + 1; i <= kept + 20; i++) {
      var draft = SampleLog.change(1, 1, i, i % 7, (i + 6) / 7);
      log.transaction(i == kept + 1 ? draft.with(35, said) : draft);
    }
    var to = Files.createDirectory(temp.resolve("log-2"));
    log.write(to);
    var text = SampleLog.text(NEXT, 20, log.rootOfFirst(20));
    Files.writeString(to.resolve("checkpoint"), SampleLog.note(text, NEXT, SECOND));
    Files.writeString(to.resolve("vkey"), SampleLog.vkey(NEXT, SECOND));
    return to;
  }

  @ParameterizedTest
  @CsvSource({"290, 3, the database lost 10: numbers 290 to 299", "300, 0, none was lost"})
  void aNewLogNamesWhatWasLostWithTheFormerOne(int kept, int code, String sentence)
      throws IOException {
    var former = SampleLog.honest(300).write(dir);
    var next = next(former, kept).toString();
    assertEquals(code, verify("full", next, "--vkey", next + "/vkey"), () -> said);
    assertTrue(said.contains(sentence), said);
    assertEquals(code, verify("full", next, "--former", dir.toString()), () -> said);
    assertTrue(said.contains("7 records"), said);
  }

  @Test
  void theFormerLogMustBeTheOneThatIsNamed() throws IOException {
    var former = SampleLog.honest(300).write(dir);
    var next = next(former, 290).toString();
    SampleLog.honest(301).write(dir);
    assertEquals(Verify.NOT_SOUND, verify("full", next, "--former", dir.toString()));
    assertTrue(said.contains("the former log is not the one"), said);
  }

  @Test
  void whatTheFormerLogKeptIsAskedFor() throws IOException {
    var former = SampleLog.honest(300).write(dir);
    var next = next(former, 290);
    var log = new SampleLog();
    log.transaction(
        SampleLog.draft(1, 1, 291)
            .with(35, SampleLog.text(SampleLog.ORIGIN, 300, former.rootOfFirst(300)) + "290\n"));
    log.transaction(SampleLog.draft(1, 1, 400).with(8, SampleLog.u64(0)));
    log.write(next);
    var text = SampleLog.text(NEXT, 2, log.rootOfFirst(2));
    Files.writeString(next.resolve("checkpoint"), SampleLog.note(text, NEXT, SECOND));
    Files.writeString(next.resolve("vkey"), SampleLog.vkey(NEXT, SECOND));
    assertEquals(
        Verify.NOT_SOUND, verify("full", next.toString(), "--former", dir.toString()), () -> said);
    assertTrue(said.contains("entry 1: node 1 epoch 1: transaction 292 is missing"), said);
  }

  @Test
  void aRangeIsProvedWithoutReadingTheRest() throws IOException {
    SampleLog.honest(2000).write(dir);
    for (var files : List.of("tile/entries", "tile/0")) {
      try (var all = Files.list(dir.resolve(files))) {
        for (var one : all.filter(Files::isRegularFile).filter(f -> !f.endsWith("003")).toList()) {
          Files.delete(one);
        }
      }
    }
    assertEquals(Verify.SOUND, verify("range", dir.toString(), "770", "1000"), () -> said);
    assertTrue(said.contains("entries 770 to 1000 of 2000"), said);
    assertEquals(Verify.NOT_SOUND, verify("range", dir.toString(), "770", "2000"));
    assertEquals(Verify.WRONG_CALL, verify("range", dir.toString(), "770", "x"));
    var bundle = dir.resolve("tile/entries/003");
    var bytes = Files.readAllBytes(bundle);
    bytes[bytes.length - 300] ^= 1;
    Files.write(bundle, bytes);
    assertEquals(Verify.NOT_SOUND, verify("range", dir.toString(), "770", "1023"));
    assertTrue(said.matches("(?s)NOT SOUND: entry 102[23]: .*"), said);
    assertEquals(Verify.SOUND, verify("range", dir.toString(), "770", "1000"), () -> said);
    bytes[100] ^= 1;
    Files.write(bundle, bytes);
    assertEquals(Verify.SOUND, verify("range", dir.toString(), "770", "1000"), () -> said);
    assertEquals(Verify.NOT_SOUND, verify("range", dir.toString(), "768", "1000"));
    assertTrue(said.startsWith("NOT SOUND: entry 768: "), said);
  }

  @ParameterizedTest
  @CsvSource({"0, 1", "1, 2", "255, 700", "256, 512", "257, 1000", "700, 700", "512, 999"})
  void twoCheckpointsAreConsistentThroughTheTiles(int first, int second) throws IOException {
    var log = SampleLog.honest(1000).write(dir);
    var old = file("old", log.checkpointOfFirst(first)).toString();
    var later = file("later", log.checkpointOfFirst(second)).toString();
    assertEquals(Verify.SOUND, verify("consistency", old, later, dir.toString()), () -> said);
    log.entries.set(Math.max(first - 1, 0), log.entries.get(999));
    file("old", log.checkpointOfFirst(first));
    int expected = first == 0 ? Verify.SOUND : Verify.NOT_SOUND;
    assertEquals(expected, verify("consistency", old, later, dir.toString()), () -> said);
  }

  @Test
  void anUpperTileThatIsNotTheHashOfTheLowerIsInconsistent() throws IOException {
    var log = SampleLog.honest(1000).write(dir);
    var old = file("old", log.checkpointOfFirst(300)).toString();
    var later = file("later", log.checkpointOfFirst(1000)).toString();
    var tile = dir.resolve("tile/1/000.p/3");
    var bytes = Files.readAllBytes(tile);
    bytes[0] ^= 1;
    Files.write(tile, bytes);
    assertEquals(Verify.NOT_SOUND, verify("consistency", old, later, dir.toString()));
    assertEquals(Verify.NOT_SOUND, full());
    assertTrue(said.contains("the first bad entry is one of 0 to 255"), said);
  }

  @Test
  void twoEarlierCheckpointsNarrowDownWhereTheHistoryParts() throws IOException {
    var log = SampleLog.honest(900);
    var first = file("first", log.checkpointOfFirst(300)).toString();
    var second = file("second", log.checkpointOfFirst(600)).toString();
    log.entries.set(400, log.entries.get(401));
    log.write(dir);
    assertEquals(Verify.NOT_SOUND, full("--earlier", second, "--earlier", first));
    assertTrue(said.startsWith("NOT SOUND: "), said);
    var other = new SampleLog();
    for (int i = 1; i <= 900; i++) {
      other.transaction(
          i <= 300 ? SampleLog.change(1, 1, i, i % 7, (i + 6) / 7) : SampleLog.draft(1, 1, i));
    }
    other.write(dir);
    assertEquals(Verify.NOT_SOUND, full("--earlier", second, "--earlier", first));
    assertTrue(said.contains("one of 300 to 599: the log contradicts"), said);
  }

  @Test
  void completeNamesEachEpochAndTheCrashThatLeftNumbersOpen() throws IOException {
    var start = new ByteArrayOutputStream();
    start.writeBytes(SampleLog.u32(1));
    start.writeBytes(SampleLog.u64(6, 4, 5));
    new SampleLog()
        .transaction(SampleLog.draft(1, 1, 1))
        .transaction(SampleLog.draft(1, 1, 3).with(32, SampleLog.u64(2)))
        .transaction(SampleLog.draft(1, 1, 6))
        .transaction(SampleLog.draft(1, 2, 1).with(33, start.toByteArray()))
        .transaction(SampleLog.draft(9, 1, 2))
        .write(dir);
    assertEquals(Verify.SOUND_BUT_MISSING, verify("complete", dir.toString()), () -> said);
    assertTrue(
        said.contains(
            "node 1 epoch 1: numbers up to 6, 1 void, 0 pending, 2 unresolved"
                + " (entry 3 says so): 4, 5"),
        said);
    assertTrue(said.contains("node 9 epoch 1: numbers up to 2, 0 void, 1 pending"), said);
  }

  @Test
  void numbersMayBeOfAnySize() throws IOException {
    var start = new ByteArrayOutputStream();
    start.writeBytes(SampleLog.u32(4_000_000_000L));
    start.writeBytes(SampleLog.u64(1));
    new SampleLog()
        .transaction(SampleLog.draft(1, 4_000_000_000L, 1))
        .transaction(SampleLog.draft(1, 4_000_000_001L, 1).with(33, start.toByteArray()))
        .write(dir);
    assertEquals(Verify.SOUND, full(), () -> said);
    new SampleLog()
        .transaction(SampleLog.draft(1, 1, 1))
        .transaction(SampleLog.draft(1, 1, 1L << 60).with(8, SampleLog.u64(0)))
        .write(dir);
    assertEquals(Verify.NOT_SOUND, full());
    assertTrue(said.contains("entry 1: node 1 epoch 1: transaction 2 is missing"), said);
  }

  @Test
  void aSealByteOfAnyEntryOfATransactionCounts() throws IOException {
    var key = Files.write(temp.resolve("seal.key"), SampleLog.SEAL_KEY).toString();
    new SampleLog()
        .transaction(SampleLog.change(1, 1, 1, 1, 1), SampleLog.change(1, 1, 1, 2, 1))
        .write(dir);
    assertEquals(Verify.SOUND, full("--seal-key", key), () -> said);
    var seals = dir.resolve("seal/000.p/2");
    var bytes = Files.readAllBytes(seals);
    bytes[5] ^= 1;
    Files.write(seals, bytes);
    assertEquals(Verify.NOT_SOUND, full("--seal-key", key));
    assertTrue(said.contains("entry 0: the seal"), said);
  }

  @Test
  void theFirstBadEntryIsNamedEvenWhenALaterOneFailsToo() throws IOException {
    SampleLog.honest(300).write(dir);
    var bundle = dir.resolve("tile/entries/000");
    var bytes = Files.readAllBytes(bundle);
    int length = 2 + ((bytes[0] & 0xff) << 8 | bytes[1] & 0xff);
    bytes[10 * length + 1] ^= 1; // the length of the eleventh: nothing fits from there on
    Files.write(bundle, bytes);
    assertEquals(Verify.NOT_SOUND, full());
    assertTrue(said.startsWith("NOT SOUND: entry 10:"), said);
  }

  @Test
  void itSpeaksAlbanian() throws IOException {
    SampleLog.honest(5).write(dir);
    assertEquals(Verify.SOUND, full("--lang", "sq"), () -> said);
    assertTrue(said.startsWith("i saktë: 5 regjistrime të fole.al/"), said);
    Files.delete(dir.resolve("tile/0/000.p/5"));
    assertEquals(Verify.NOT_SOUND, full("--lang", "sq"));
    assertTrue(said.startsWith("I PRISHUR: nuk lexohet tile/0/000.p/5 i ditarit"), said);
    assertEquals(Verify.WRONG_CALL, verify("help", "--lang", "sq"));
    assertTrue(said.contains("Dalja: 0 i saktë"), said);
    assertEquals("i keqformuar", Words.of("sq_AL.UTF-8").say("malformed"));
    assertEquals("malformed", Words.of("C").say("malformed"));
  }
}
