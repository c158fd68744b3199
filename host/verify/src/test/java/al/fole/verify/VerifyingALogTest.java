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
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class VerifyingALogTest {
  @TempDir Path temp = Path.of("");
  Path dir = Path.of("");
  String said = "";

  @BeforeEach
  void directory() throws IOException {
    dir = Files.createDirectory(temp.resolve("log"));
    Files.writeString(temp.resolve("vkey"), SampleLog.vkey());
    Files.write(temp.resolve("seal.key"), SampleLog.SEAL_KEY);
  }

  private int verify(String... more) {
    var args =
        new ArrayList<>(
            List.of(
                "full",
                dir.toString(),
                "--vkey",
                temp.resolve("vkey").toString(),
                "--seal-key",
                temp.resolve("seal.key").toString()));
    args.addAll(List.of(more));
    return call(args);
  }

  private int call(List<String> args) {
    var out = new ByteArrayOutputStream();
    var words = new ArrayList<>(args);
    words.addAll(List.of("--lang", "en"));
    int code =
        Verify.run(
            new PrintStream(out, true, StandardCharsets.UTF_8), words.toArray(String[]::new));
    said = out.toString(StandardCharsets.UTF_8);
    return code;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 255, 256, 257, 513, 1000})
  void anHonestLogIsSound(int size) throws IOException {
    SampleLog.honest(size).write(dir);
    assertEquals(Verify.SOUND, verify(), () -> said);
    assertTrue(said.contains("sound: " + size + " entries"), said);
    assertTrue(said.contains(size + " seals hold"), said);
  }

  @Test
  void anyChangedByteOfAnyFileIsFound() throws IOException {
    SampleLog.honest(600).write(dir);
    List<Path> files;
    try (Stream<Path> walk = Files.walk(dir)) {
      files = walk.filter(Files::isRegularFile).filter(f -> !f.endsWith("vkey")).sorted().toList();
    }
    var random = new Random(1);
    for (int i = 0; i < 300; i++) {
      var file = files.get(random.nextInt(files.size()));
      var honest = Files.readAllBytes(file);
      var spoilt = honest.clone();
      int at = random.nextInt(spoilt.length);
      spoilt[at] ^= (byte) (1 << random.nextInt(8));
      Files.write(file, spoilt);
      assertEquals(Verify.NOT_SOUND, verify(), () -> file + " changed: " + said);
      Files.write(file, honest);
    }
    assertEquals(Verify.SOUND, verify(), () -> said);
  }

  @Test
  void aCheckpointOutlivesThePartialFilesItSpeaksOf() throws IOException {
    SampleLog.honest(300).write(dir);
    var checkpoint = Files.readAllBytes(dir.resolve("checkpoint"));
    SampleLog.honest(512).write(dir);
    for (var prefix : List.of("tile/0/001.p", "tile/entries/001.p", "seal/001.p")) {
      Files.delete(dir.resolve(prefix + "/44"));
    }
    Files.write(dir.resolve("checkpoint"), checkpoint);
    assertEquals(Verify.SOUND, verify(), () -> said);
    assertTrue(said.startsWith("sound: 300 entries"), said);
  }

  @Test
  void aLogRewrittenConsistentlyWithoutTheKeyIsFound() throws IOException {
    var log = SampleLog.honest(300);
    log.entries.remove(100);
    log.seals.remove(100);
    log.write(dir, new Ed25519PrivateKeyParameters(new byte[32], 0));
    assertEquals(Verify.NOT_SOUND, verify());
    assertTrue(said.contains("does not hold"), said);
  }

  @Test
  void anEntryLeftOutBySomebodyWhoHasTheSigningKeyIsFound() throws IOException {
    var log = SampleLog.honest(300);
    log.entries.remove(100);
    log.seals.remove(100);
    log.write(dir);
    assertEquals(Verify.NOT_SOUND, verify());
    assertTrue(said.contains("version") || said.contains("missing"), said);
  }

  @Test
  void aTransactionWithoutRecordLeftOutIsMissing() throws IOException {
    var log = new SampleLog();
    for (int i = 1; i <= 200; i++) {
      if (i != 50) {
        log.transaction(SampleLog.draft(1, 1, i));
      }
    }
    log.write(dir);
    assertEquals(Verify.NOT_SOUND, verify());
    assertTrue(said.contains("transaction 50 is missing"), said);
  }

  @Test
  void aGapBehindAFreshEntryIsPending() throws IOException {
    new SampleLog()
        .transaction(SampleLog.draft(1, 1, 1))
        .transaction(SampleLog.draft(1, 1, 3))
        .write(dir);
    assertEquals(Verify.SOUND, verify(), () -> said);
    assertTrue(said.contains("1 pending"), said);
  }

  @Test
  void voidNumbersAndCrashesAreAccountedFor() throws IOException {
    var start = new ByteArrayOutputStream();
    start.writeBytes(SampleLog.u32(1));
    start.writeBytes(SampleLog.u64(5, 4));
    new SampleLog()
        .transaction(SampleLog.draft(1, 1, 1))
        .transaction(SampleLog.draft(1, 1, 3).with(32, SampleLog.u64(2)))
        .transaction(SampleLog.draft(1, 1, 5))
        .transaction(SampleLog.draft(1, 2, 1).with(33, start.toByteArray()))
        .write(dir);
    assertEquals(Verify.SOUND_BUT_MISSING, verify(), () -> said);
    assertTrue(said.contains("1 numbers void"), said);
    assertTrue(said.contains("1 unresolved by crash"), said);
  }

  @Test
  void anEpochThatNobodyEndedIsFound() throws IOException {
    new SampleLog()
        .transaction(SampleLog.draft(1, 1, 1))
        .transaction(SampleLog.draft(1, 2, 1))
        .write(dir);
    assertEquals(Verify.NOT_SOUND, verify());
    assertTrue(said.contains("no later epoch says how it ended"), said);
  }

  @Test
  void aNumberUsedTwiceIsFound() throws IOException {
    new SampleLog()
        .transaction(SampleLog.draft(1, 1, 1))
        .transaction(SampleLog.draft(1, 1, 1))
        .write(dir);
    assertEquals(Verify.NOT_SOUND, verify());
    assertTrue(said.startsWith("NOT SOUND: entry 1:"), said);
  }

  @Test
  void aTransactionOfSeveralEntriesHasOneSeal() throws IOException {
    var log =
        new SampleLog()
            .transaction(SampleLog.change(1, 1, 1, 1, 1), SampleLog.change(1, 1, 1, 2, 1))
            .write(dir);
    assertEquals(Verify.SOUND, verify(), () -> said);
    log.entries.remove(1);
    log.seals.remove(1);
    log.write(dir);
    assertEquals(Verify.NOT_SOUND, verify());
    assertTrue(said.contains("incomplete"), said);
  }

  @Test
  void theFirstIndexWithoutItsSealIsNamedWhateverItsPosition() throws IOException {
    var log =
        new SampleLog()
            .transaction(SampleLog.change(1, 1, 1, 1, 1), SampleLog.change(1, 1, 1, 2, 1));
    Collections.swap(log.entries, 0, 1);
    log.write(dir);
    assertEquals(Verify.SOUND, verify(), () -> said);
    log.seals.replaceAll(seal -> new byte[seal.length]);
    log.write(dir);
    assertEquals(Verify.NOT_SOUND, verify());
    assertTrue(said.contains("entry 0: the seal"), said);
  }

  @Test
  void aSealOfAnotherKeyDoesNotHold() throws IOException {
    SampleLog.honest(3).write(dir);
    Files.write(temp.resolve("seal.key"), new byte[32]);
    assertEquals(Verify.NOT_SOUND, verify());
    assertTrue(said.contains("seal"), said);
  }

  @Test
  void aFieldUnknownToThisVersionIsHashedWithoutBeingUnderstood() throws IOException {
    new SampleLog().transaction(SampleLog.draft(1, 1, 1).with(900, "later")).write(dir);
    assertEquals(Verify.SOUND, verify(), () -> said);
  }

  @Test
  void aLogThatContradictsAnEarlierCheckpointIsFound() throws IOException {
    var log = SampleLog.honest(300);
    Files.writeString(temp.resolve("earlier"), log.checkpointOfFirst(200));
    log.write(dir);
    assertEquals(Verify.SOUND, verify("--earlier", temp.resolve("earlier").toString()), () -> said);
    var other = new SampleLog();
    for (int i = 1; i <= 300; i++) {
      other.transaction(SampleLog.draft(1, 1, i));
    }
    other.write(dir);
    assertEquals(Verify.NOT_SOUND, verify("--earlier", temp.resolve("earlier").toString()));
    assertTrue(said.contains("contradicts"), said);
    SampleLog.honest(100).write(dir);
    assertEquals(Verify.NOT_SOUND, verify("--earlier", temp.resolve("earlier").toString()));
    assertTrue(said.contains("cut back"), said);
  }

  @Test
  void oneEntryIsProvedOffline() throws IOException {
    var log = SampleLog.honest(77).write(dir);
    var hashes = new ArrayList<byte[]>();
    log.entries.forEach(e -> hashes.add(Hash.sha256(new byte[] {0}, e)));
    for (int index : new int[] {0, 1, 31, 64, 76}) {
      var proof = new StringBuilder("c2sp.org/tlog-proof@v1\nindex " + index + "\n");
      SampleLog.path(hashes, index)
          .forEach(h -> proof.append(Base64.getEncoder().encodeToString(h)).append('\n'));
      proof.append('\n').append(Files.readString(dir.resolve("checkpoint")));
      Files.writeString(temp.resolve("proof"), proof);
      Files.write(temp.resolve("entry"), log.entries.get(index));
      assertEquals(Verify.SOUND, proof(), () -> said);
      Files.write(temp.resolve("entry"), log.entries.get((index + 1) % 77));
      assertEquals(Verify.NOT_SOUND, proof());
    }
  }

  private int proof() {
    return call(
        List.of(
            "proof",
            temp.resolve("proof").toString(),
            temp.resolve("entry").toString(),
            "--vkey",
            temp.resolve("vkey").toString()));
  }

  @Test
  void theEmptyTreeAndTheFirstLeavesHaveTheHashesOfTheStandard() {
    var hex = java.util.HexFormat.of();
    assertEquals(
        "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
        hex.formatHex(new Tiles(dir, 0).root(0, 0, 0)));
    assertEquals(
        "6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d",
        hex.formatHex(Hash.leaf(new byte[0])));
  }

  @Test
  void aWrongCallSaysHowToCall() {
    assertEquals(Verify.WRONG_CALL, call(List.of()));
    assertTrue(said.contains("fole-verify"), said);
  }
}
