// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A proof file that is not the whole truth, and calls that are not understood. */
class GuardsOfAProofTest {
  private static final String HEAD = "c2sp.org/tlog-proof@v1\n";

  @TempDir Path temp = Path.of("");
  private final SampleLog log = SampleLog.honest(77);
  private Path vkey = Path.of("");

  @BeforeEach
  void key() throws IOException {
    vkey = Files.writeString(temp.resolve("vkey"), SampleLog.vkey());
  }

  private Spoken proof(String head, List<byte[]> path, int entry) throws IOException {
    var text = new StringBuilder(head);
    path.forEach(hash -> text.append(Base64.getEncoder().encodeToString(hash)).append('\n'));
    text.append('\n').append(log.checkpointOfFirst(77));
    var file = Files.writeString(temp.resolve("proof"), text);
    var bytes = Files.write(temp.resolve("entry"), log.entries.get(entry));
    return Spoken.of("proof", file, bytes, "--vkey", vkey);
  }

  private List<byte[]> path(int index) {
    return SampleLog.path(log.entries.stream().map(Hash::leaf).toList(), index);
  }

  @Test
  void eachEntryHasItsOwnPath() throws IOException {
    for (int i = 0; i < 77; i++) {
      proof(HEAD + "index " + i + "\n", path(i), i).sound();
    }
    proof(HEAD + "index 5\n", path(5), 6)
        .unsound("entry 5: the proof does not lead to the checkpoint's root");
    proof(HEAD + "index 5\n", path(6), 5)
        .unsound("entry 5: the proof does not lead to the checkpoint's root");
  }

  @Test
  void aPathIsNeitherLongerNorShorter() throws IOException {
    var longer = new ArrayList<>(path(76));
    longer.add(new byte[32]);
    proof(HEAD + "index 76\n", longer, 76).unsound("the proof is too long");
    var shorter = path(76);
    proof(HEAD + "index 76\n", shorter.subList(0, shorter.size() - 1), 76)
        .unsound("the proof is too short");
    proof(HEAD + "index 77\n", path(76), 76).unsound("no entries 77 to 77 in a log of 77");
  }

  @Test
  void aProofHasItsForm() throws IOException {
    for (var head :
        List.of(
            "",
            HEAD,
            "index 5\n",
            "c2sp.org/tlog-proof@v2\nindex 5\n",
            HEAD + "index 05\n",
            HEAD + "index -5\n",
            HEAD + "index 5 \n",
            HEAD + "Index 5\n")) {
      proof(head, path(5), 5).unsound("the proof file is malformed");
    }
    var bytes = Files.write(temp.resolve("entry"), log.entries.get(5));
    var file = Files.writeString(temp.resolve("proof"), HEAD + "index 5");
    Spoken.of("proof", file, bytes, "--vkey", vkey).unsound("the proof file is malformed");
  }

  @Test
  void theEntryOfAProofIsReadAsStrictlyAsInTheLog() throws IOException {
    var other = new SampleLog().transaction(SampleLog.draft(1, 1, 1).with(12, "NO"));
    var text = HEAD + "index 0\n\n" + other.checkpointOfFirst(1);
    var file = Files.writeString(temp.resolve("proof"), text);
    var bytes = Files.write(temp.resolve("entry"), other.entries.get(0));
    Spoken.of("proof", file, bytes, "--vkey", vkey).unsound("entry 0: has an unknown outcome");
  }

  @Test
  void aCallIsUnderstoodOrExplained() throws IOException {
    var dir = Files.createDirectory(temp.resolve("log"));
    log.write(dir);
    for (var call :
        List.<List<Object>>of(
            List.of("full"),
            List.of("full", dir, dir),
            List.of("full", dir, "--tsa-cert", vkey),
            List.of("complete", dir, "--seal-key", vkey),
            List.of("complete", dir, "--earlier", vkey),
            List.of("range", dir, "1"),
            List.of("range", dir, "1", "-1"),
            List.of("range", dir, "1", "999999999999999999"),
            List.of("range", dir, "1", "2", "--former", dir),
            List.of("proof", vkey, vkey),
            List.of("consistency", vkey, vkey),
            List.of("time", dir),
            List.of("time", dir, "--vkey", vkey),
            List.of("frobnicate", dir))) {
      assertEquals(Verify.WRONG_CALL, Spoken.of(call.toArray()).code(), call.toString());
    }
    var out = new java.io.PrintStream(java.io.OutputStream.nullOutputStream(), true);
    assertEquals(Verify.WRONG_CALL, Verify.run(out, "full", dir.toString(), "--vkey"));
    assertEquals(Verify.WRONG_CALL, Spoken.of("full", dir, "--vkey", temp.resolve("no")).code());
  }
}
