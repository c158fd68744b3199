// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the verifier asks of files, notes and keys: each question has a log only it refuses. */
class GuardsOfALogTest {
  private static final String NEXT = "fole.al/00000000-0000-4000-8000-000000000002";
  private static final Ed25519PrivateKeyParameters OTHER =
      new Ed25519PrivateKeyParameters(new byte[32], 0);

  @TempDir Path temp = Path.of("");
  private Path dir = Path.of("");
  private Path vkey = Path.of("");

  @BeforeEach
  void directory() throws IOException {
    dir = Files.createDirectory(temp.resolve("log"));
    vkey = Files.writeString(temp.resolve("vkey"), SampleLog.vkey());
  }

  private Spoken full(Object... more) {
    var words = new ArrayList<Object>(List.of("full", dir, "--vkey", vkey));
    words.addAll(List.of(more));
    return Spoken.of(words.toArray());
  }

  private Path file(String name, String text) throws IOException {
    var file = temp.resolve(name);
    Files.createDirectories(file.resolve("..").normalize());
    return Files.writeString(file, text);
  }

  private static String note(String text, Ed25519PrivateKeyParameters... keys) {
    return SampleLog.note(text, SampleLog.ORIGIN, keys);
  }

  private static String text(SampleLog log, int size) {
    return SampleLog.text(SampleLog.ORIGIN, size, log.rootOfFirst(size));
  }

  private void flip(String name, int at) throws IOException {
    var bytes = Files.readAllBytes(dir.resolve(name));
    bytes[at] ^= 1;
    Files.write(dir.resolve(name), bytes);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 1, 32})
  void aTileHasTheLengthOfItsHashes(int more) throws IOException {
    SampleLog.honest(300).write(dir);
    for (var name : List.of("tile/0/000", "tile/0/001.p/44", "tile/1/000.p/1")) {
      var honest = Files.readAllBytes(dir.resolve(name));
      Files.write(dir.resolve(name), Arrays.copyOf(honest, honest.length + more));
      full().unsound(name + " has a wrong length");
      Files.write(dir.resolve(name), honest);
    }
    full().sound();
  }

  @Test
  void aBundleHoldsItsEntriesAndNothingElse() throws IOException {
    SampleLog.honest(300).write(dir);
    var file = dir.resolve("tile/entries/001.p/44");
    var honest = Files.readAllBytes(file);
    Files.write(file, Arrays.copyOf(honest, honest.length + 1));
    full().unsound("entry 299: the entries' file is cut short or too long");
    Files.write(file, Arrays.copyOf(honest, honest.length - 1));
    full().unsound("entry 299: the entries' file is cut short or too long");
    Files.write(file, Arrays.copyOf(honest, 1));
    full().unsound("entry 256: the entries' file is cut short or too long");
    Files.write(file, Arrays.copyOf(honest, 0));
    full().unsound("entry 256: the entries' file is cut short or too long");
    Spoken.of("range", dir, "260", "261", "--vkey", vkey).unsound("entry 260: the entries' file");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "x", "x\n1\nAAAA\n", "x\n1\nAAAA\n\n\u2014 a b"})
  void aCheckpointIsASignedNote(String note) throws IOException {
    SampleLog.honest(3).write(dir);
    Files.writeString(dir.resolve("checkpoint"), note);
    full().unsound("the checkpoint is not a signed note");
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "-1", "007", "3 ", "x", "1234567890123456789"})
  void aSizeIsANumberWithoutZerosBeforeIt(String size) throws IOException {
    var log = SampleLog.honest(3).write(dir);
    var text = text(log, 3).replace("\n3\n", "\n" + size + "\n");
    Files.writeString(dir.resolve("checkpoint"), note(text, SampleLog.KEY));
    full().unsound("the checkpoint's text is malformed");
  }

  @Test
  void aNoteHasAllItsLines() throws IOException {
    var log = SampleLog.honest(3).write(dir);
    Files.writeString(dir.resolve("checkpoint"), note("only a name\n", SampleLog.KEY));
    full().unsound("the checkpoint's text is malformed");
    Files.writeString(dir.resolve("checkpoint"), note("a name\n3\n", SampleLog.KEY));
    full().unsound("the checkpoint's text is malformed");
    Files.writeString(dir.resolve("checkpoint"), note(text(log, 3), SampleLog.KEY));
    var frozen = "fole.al/frozen@v1\n" + text(log, 3);
    Files.writeString(dir.resolve("frozen"), note(frozen, SampleLog.KEY));
    full().unsound("the checkpoint's text is malformed");
    Files.writeString(dir.resolve("frozen"), note("fole.al/frozen@v1\n", SampleLog.KEY));
    full().unsound("the checkpoint's text is malformed");
  }

  @ParameterizedTest
  @ValueSource(ints = {31, 33})
  void aRootHas32Bytes(int length) throws IOException {
    SampleLog.honest(3).write(dir);
    var text = SampleLog.text(SampleLog.ORIGIN, 3, new byte[length]);
    Files.writeString(dir.resolve("checkpoint"), note(text, SampleLog.KEY));
    full().unsound("the checkpoint's root is not 32 bytes");
  }

  @Test
  void aRootIsTheOneTheEntriesLeadTo() throws IOException {
    SampleLog.honest(300).write(dir);
    var text = SampleLog.text(SampleLog.ORIGIN, 300, new byte[32]);
    Files.writeString(dir.resolve("checkpoint"), note(text, SampleLog.KEY));
    full().unsound("the first bad entry is one of 0 to 299: the entries do not lead to the check");
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"AAA", "AAAAA", "A===", "AAA*", "AA==", "AAAAAAAAAAB=", "AAAAAA==", " AAAAAAAA"})
  void aBase64ValueHasOneForm(String root) throws IOException {
    SampleLog.honest(3).write(dir);
    var text = SampleLog.ORIGIN + "\n3\n" + root + "\n";
    Files.writeString(dir.resolve("checkpoint"), note(text, SampleLog.KEY));
    full().unsound("a base64 value is not in its one canonical form");
  }

  @Test
  void theOriginIsTheNameOfTheKey() throws IOException {
    var log = SampleLog.honest(3).write(dir);
    var text = SampleLog.text(NEXT, 3, log.rootOfFirst(3));
    Files.writeString(dir.resolve("checkpoint"), note(text, SampleLog.KEY));
    full().unsound("the checkpoint is of the log " + NEXT);
  }

  @Test
  void theTrustedKeySigned() throws IOException {
    var log = SampleLog.honest(3).write(dir);
    Files.writeString(dir.resolve("checkpoint"), note(text(log, 3), OTHER));
    full().unsound("the checkpoint is not signed by " + SampleLog.ORIGIN);
    Files.writeString(dir.resolve("checkpoint"), note(text(log, 3), OTHER, SampleLog.KEY));
    full().sound();
    var ofOther = SampleLog.note(text(log, 3), NEXT, SampleLog.KEY);
    Files.writeString(dir.resolve("checkpoint"), ofOther);
    full().unsound("the checkpoint is not signed by " + SampleLog.ORIGIN);
  }

  @Test
  void aLineOfAKnownKeyHoldsAlsoWhereItIsNotNeeded() throws IOException {
    var log = SampleLog.honest(3).write(dir);
    var ring =
        file("ring", "0 " + SampleLog.vkey() + "9 " + SampleLog.vkey(SampleLog.ORIGIN, OTHER));
    var lines = note(text(log, 3), SampleLog.KEY, OTHER);
    var file = dir.resolve("checkpoint");
    Files.writeString(file, lines);
    Spoken.of("full", dir, "--vkey", ring).sound();
    var other = note(text(log, 2), OTHER).substring(text(log, 2).length() + 1);
    Files.writeString(file, note(text(log, 3), SampleLog.KEY) + other);
    Spoken.of("full", dir, "--vkey", ring).unsound("the checkpoint's signature by");
  }

  @ParameterizedTest
  @ValueSource(ints = {67, 69, 5})
  void aSignatureHasItsLength(int length) throws IOException {
    var log = SampleLog.honest(3).write(dir);
    var words = note(text(log, 3), SampleLog.KEY).strip().split(" ", -1);
    var signature = Arrays.copyOf(Base64.getDecoder().decode(words[2]), length);
    var line = "\u2014 " + SampleLog.ORIGIN + " " + Base64.getEncoder().encodeToString(signature);
    Files.writeString(dir.resolve("checkpoint"), text(log, 3) + "\n" + line + "\n");
    full().unsound("the checkpoint's signature by " + SampleLog.ORIGIN + " does not hold");
  }

  @Test
  void aSignatureLineHasThreeWordsAndADash() throws IOException {
    var log = SampleLog.honest(3).write(dir);
    var good = note(text(log, 3), SampleLog.KEY);
    for (var more : List.of("- a AAAAAAAA\n", "\u2014 a AAAAAAAA x\n", "\u2014 a\n")) {
      Files.writeString(dir.resolve("checkpoint"), good + more);
      full().unsound("a signature line of the checkpoint is malformed");
    }
  }

  @Test
  void aKeyHasItsFormAndItsHash() throws IOException {
    SampleLog.honest(3).write(dir);
    var parts = SampleLog.vkey().strip().split("\\+", 3);
    var typed = Base64.getDecoder().decode(parts[2]);
    var form = "the verification key is not of the form name+hash+Ed25519 key";
    Files.writeString(vkey, parts[0] + "+" + parts[1]);
    full().unsound(form);
    Files.writeString(vkey, key(parts, Arrays.copyOf(typed, 32)));
    full().unsound(form);
    Files.writeString(vkey, key(parts, Arrays.copyOf(typed, 34)));
    full().unsound(form);
    typed[0] = 2;
    Files.writeString(vkey, key(parts, typed));
    full().unsound(form);
    Files.writeString(vkey, NEXT + "+" + parts[1] + "+" + parts[2]);
    full().unsound("the verification key's hash does not belong to it");
  }

  private static String key(String[] parts, byte[] typed) {
    return parts[0] + "+" + parts[1] + "+" + Base64.getEncoder().encodeToString(typed);
  }

  @Test
  void aRingIsOfOneLogAndBeginsWithItsFirstEntry() throws IOException {
    SampleLog.honest(3).write(dir);
    Files.writeString(vkey, "1 " + SampleLog.vkey());
    full().unsound("the key ring does not begin with size 0");
    Files.writeString(vkey, "0 " + SampleLog.vkey() + "9 " + SampleLog.vkey(NEXT, OTHER));
    full().unsound("the key ring holds a key of another log");
  }

  @Test
  void aRotationIsInTheTreeItsPredecessorSigned() throws IOException {
    var log = new SampleLog();
    for (int i = 1; i <= 300; i++) {
      var draft = SampleLog.draft(1, 1, i);
      log.transaction(i == 101 ? draft.with(34, SampleLog.vkey(SampleLog.ORIGIN, OTHER)) : draft);
    }
    log.write(dir);
    Files.writeString(dir.resolve("checkpoint"), note(text(log, 300), OTHER));
    file("log/rotation/100", note(text(log, 100), SampleLog.KEY));
    full().unsound("no entries 100 to 100 in a log of 100");
    file("log/rotation/100", note(text(log, 101), SampleLog.KEY));
    full().sound();
    Files.writeString(vkey, SampleLog.vkey(NEXT, SampleLog.KEY));
    full().unsound("the checkpoint is not signed by " + NEXT);
  }

  @Test
  void aFrozenLogEndedWithThisCheckpoint() throws IOException {
    var log = SampleLog.honest(300).write(dir);
    var other = "the note of the frozen log is not of this log";
    var text = SampleLog.text(SampleLog.ORIGIN, 301, log.rootOfFirst(300));
    file("log/frozen", note("fole.al/frozen@v1\n" + text + "why\n", SampleLog.KEY));
    full().unsound(other);
    text = SampleLog.text(SampleLog.ORIGIN, 300, log.rootOfFirst(299));
    file("log/frozen", note("fole.al/frozen@v1\n" + text + "why\n", SampleLog.KEY));
    full().unsound(other);
    file("log/frozen", note("fole.al/frozen@v1\n" + text(log, 300) + "\n", SampleLog.KEY));
    full().unsound(other);
    file("log/frozen", Files.readString(dir.resolve("checkpoint")));
    full().unsound(other);
  }

  @Test
  void aConsistencyProofLeadsToTheLaterRootToo() throws IOException {
    var log = SampleLog.honest(1000).write(dir);
    var old = file("old", log.checkpointOfFirst(300));
    var later = file("later", log.checkpointOfFirst(1000));
    Spoken.of("consistency", old, later, dir, "--vkey", vkey).sound();
    flip("tile/0/001", 144 * 32); // entry 400: neither root by itself needs it, their proof does
    Spoken.of("consistency", old, later, dir, "--vkey", vkey)
        .unsound("the entries do not lead to the checkpoint's root");
  }

  @Test
  void theLaterCheckpointIsTheLaterAndOfThisLog() throws IOException {
    var log = SampleLog.honest(1000).write(dir);
    var old = file("old", log.checkpointOfFirst(300));
    var later = file("later", log.checkpointOfFirst(900));
    Spoken.of("consistency", later, old, dir, "--vkey", vkey)
        .unsound("an earlier checkpoint is larger than the log");
    var beyond = SampleLog.honest(1001);
    file("later", beyond.checkpointOfFirst(1001));
    Spoken.of("consistency", old, later, dir, "--vkey", vkey)
        .unsound("an earlier checkpoint is larger than the log");
    file("later", note(SampleLog.text(SampleLog.ORIGIN, 900, new byte[32]), SampleLog.KEY));
    Spoken.of("consistency", old, later, dir, "--vkey", vkey)
        .unsound("the log contradicts its earlier checkpoint of size 900");
    file("later", note(text(log, 900), OTHER));
    Spoken.of("consistency", old, later, dir, "--vkey", vkey)
        .unsound("the checkpoint is not signed by");
  }

  @Test
  void aRangeIsInTheLogAndInItsTree() throws IOException {
    SampleLog.honest(600).write(dir);
    Spoken.of("range", dir, "10", "9", "--vkey", vkey).unsound("no entries 10 to 9 in a log");
    Spoken.of("range", dir, "0", "600", "--vkey", vkey).unsound("no entries 0 to 600 in a log");
    Spoken.of("range", dir, "0", "599", "--vkey", vkey).sound();
    var other = SampleLog.honest(600);
    other.entries.set(300, other.entries.get(299));
    var checkpoint = Files.readString(dir.resolve("checkpoint"));
    other.write(dir);
    Files.writeString(dir.resolve("checkpoint"), checkpoint);
    flip("tile/1/000.p/2", 32); // whatever the tile above says, the entries' hashes count
    Spoken.of("range", dir, "300", "300", "--vkey", vkey)
        .unsound("the entries do not lead to the checkpoint's root");
  }

  @Test
  void aLevelAboveTheFirstIsAskedToo() throws IOException {
    BulkLog.write(dir, 65_536 + 10, 100);
    full().sound();
    flip("tile/1/000", 77 * 32);
    full().unsound("the first bad entry is one of 19712 to 19967: a tile of level 1 is not");
    flip("tile/1/000", 77 * 32);
    flip("tile/2/000.p/1", 5);
    full().unsound("the first bad entry is one of 0 to 65535: a tile of level 2 is not the hash");
  }

  @ParameterizedTest
  @CsvSource({"size", "origin", "root"})
  void theFormerLogIsTheOneInEveryWord(String wrong) throws IOException {
    var former = SampleLog.honest(300).write(dir);
    var origin = wrong.equals("origin") ? NEXT : SampleLog.ORIGIN;
    var root = former.rootOfFirst(wrong.equals("root") ? 299 : 300);
    int size = wrong.equals("size") ? 299 : 300;
    var next = next(SampleLog.text(origin, size, root) + "290\n");
    Spoken.of("full", next, "--former", dir).unsound("the former log is not the one the first");
  }

  private Path next(String said) throws IOException {
    var log = new SampleLog();
    for (int i = 291; i <= 300; i++) {
      var draft = SampleLog.change(1, 1, i, i % 7, (i + 6) / 7);
      log.transaction(i == 291 ? draft.with(35, said) : draft);
    }
    var to = Files.createDirectories(temp.resolve("log-2"));
    log.write(to);
    var text = SampleLog.text(NEXT, 10, log.rootOfFirst(10));
    Files.writeString(to.resolve("checkpoint"), SampleLog.note(text, NEXT, OTHER));
    Files.writeString(to.resolve("vkey"), SampleLog.vkey(NEXT, OTHER));
    return to;
  }

  @Test
  void aLogWithoutFormerNeedsNone() throws IOException {
    SampleLog.honest(30).write(dir);
    Spoken.of("full", dir, "--former", dir).sound();
  }

  /** The epoch's entries stand in the former log, which is not at hand. */
  @Test
  void anEpochThatEndedInTheFormerLogIsNotAskedFor() throws IOException {
    var former = SampleLog.honest(300).write(dir);
    var said = SampleLog.text(SampleLog.ORIGIN, 300, former.rootOfFirst(300)) + "300\n";
    var to = next(said);
    var log = new SampleLog();
    log.transaction(SampleLog.draft(1, 2, 1).with(33, SampleLog.epochEnd(1, 300)).with(35, said));
    log.write(to);
    var text = SampleLog.text(NEXT, 1, log.rootOfFirst(1));
    Files.writeString(to.resolve("checkpoint"), SampleLog.note(text, NEXT, OTHER));
    Files.writeString(to.resolve("vkey"), SampleLog.vkey(NEXT, OTHER));
    Spoken.of("full", to).sound();
    Spoken.of("full", to, "--former", dir).sound();
  }

  @Test
  void aFormerLogIsNamedByFourLines() throws IOException {
    var former = SampleLog.honest(300).write(dir);
    var named = SampleLog.text(SampleLog.ORIGIN, 300, former.rootOfFirst(300));
    for (var said : List.of(named + "x\n", named + "301\n", named.strip(), "a\n-1\nAAAA\n0\n")) {
      Spoken.of("full", next(said)).unsound("entry 0: names a former log in a malformed way");
    }
  }

  @Test
  void onlyTheFirstEntryNamesAFormerLog() throws IOException {
    new SampleLog()
        .transaction(SampleLog.draft(1, 1, 1))
        .transaction(SampleLog.draft(1, 1, 2).with(35, "a\n1\nAAAAAAAA\n1\n"))
        .write(dir);
    full().unsound("entry 1: names a former log, but is not the first");
  }

  @Test
  void aSealKeyHas32Bytes() throws IOException {
    SampleLog.honest(3).write(dir);
    full("--seal-key", Files.write(temp.resolve("seal.key"), new byte[31]))
        .unsound("the seal key is not 32 bytes");
  }
}
