// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The command. Exit codes: 0 sound; 1 not sound, the first bad entry is named; 2 wrong call; 3
 * sound, but numbers are unresolved by a crash.
 */
public final class Verify {
  static final int SOUND = 0;
  static final int NOT_SOUND = 1;
  static final int WRONG_CALL = 2;
  static final int UNRESOLVED = 3;

  private static final String USAGE =
      """
      fole-verify: checks the trail of Fole without the system that wrote it.
        full DIR [--vkey FILE] [--seal-key FILE] [--earlier CHECKPOINT]...
            the whole log in DIR (without --vkey its own key file is believed: say where it came from)
        proof PROOF ENTRY --vkey FILE
            one entry's bytes against its proof
      """;

  private final PrintStream out;

  Verify(PrintStream out) {
    this.out = out;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(new Verify(System.out).run(List.of(args)));
  }

  int run(List<String> args) {
    try {
      if (args.size() >= 2 && args.get(0).equals("full")) {
        return full(Path.of(args.get(1)), options(args.subList(2, args.size())));
      }
      if (args.size() == 5 && args.get(0).equals("proof")) {
        return proof(
            Path.of(args.get(1)), Path.of(args.get(2)), options(args.subList(3, args.size())));
      }
      throw new WrongCall(USAGE);
    } catch (WrongCall e) {
      out.println(e.getMessage());
      return WRONG_CALL;
    } catch (Unsound e) {
      out.println("NOT SOUND: " + e.getMessage());
      return NOT_SOUND;
    } catch (IOException e) {
      out.println("cannot read " + e.getMessage());
      return WRONG_CALL;
    }
  }

  private int full(Path directory, Options options) throws IOException {
    var log = new LogDirectory(directory);
    var key =
        Checkpoint.Key.parse(options.vkey == null ? log.key() : Files.readString(options.vkey));
    var checkpoint = Checkpoint.parse(log.checkpoint(), key);
    var earlier = new ArrayList<Checkpoint>();
    for (var file : options.earlier) {
      earlier.add(Checkpoint.parse(Files.readString(file), key));
    }
    var seals = options.sealKey == null ? null : new Seals(Files.readAllBytes(options.sealKey));
    var found = new FullCheck(log, checkpoint, earlier, seals).run();
    out.printf(
        "sound: %d entries of %s, %d records, %d numbers void, %d pending, %d unresolved by crash,"
            + " %s%n",
        checkpoint.size(),
        checkpoint.origin(),
        found.records(),
        found.voided(),
        found.pending(),
        found.unresolved(),
        seals == null ? "seals not checked" : seals.checked() + " seals hold");
    return found.unresolved() > 0 ? UNRESOLVED : SOUND;
  }

  private int proof(Path proofFile, Path entryFile, Options options) throws IOException {
    if (options.vkey == null) {
      throw new WrongCall(USAGE);
    }
    var key = Checkpoint.Key.parse(Files.readString(options.vkey));
    var text = Files.readString(proofFile, StandardCharsets.UTF_8);
    int end = text.indexOf("\n\n");
    var lines = text.substring(0, Math.max(end, 0)).split("\n", -1);
    if (end < 0
        || lines.length < 2
        || !lines[0].equals("c2sp.org/tlog-proof@v1")
        || !lines[1].matches("index (0|[1-9][0-9]{0,17})")) {
      throw new Unsound("the proof file is malformed");
    }
    long index = Long.parseLong(lines[1].substring("index ".length()));
    var path = new ArrayList<byte[]>();
    for (int i = 2; i < lines.length; i++) {
      path.add(Checkpoint.base64(lines[i]));
    }
    var checkpoint = Checkpoint.parse(text.substring(end + 2), key);
    var entry = Files.readAllBytes(entryFile);
    Entry.read(index, entry);
    Tree.included(Tree.leaf(entry), index, checkpoint.size(), path, checkpoint.root());
    out.printf("sound: entry %d of %d in %s%n", index, checkpoint.size(), checkpoint.origin());
    return SOUND;
  }

  private static Options options(List<String> args) {
    var options = new Options();
    if (args.size() % 2 != 0) {
      throw new WrongCall(USAGE);
    }
    for (int i = 0; i < args.size(); i += 2) {
      var value = Path.of(args.get(i + 1));
      switch (args.get(i)) {
        case "--vkey" -> options.vkey = value;
        case "--seal-key" -> options.sealKey = value;
        case "--earlier" -> options.earlier.add(value);
        default -> throw new WrongCall(USAGE);
      }
    }
    return options;
  }

  private static final class Options {
    @Nullable Path vkey;
    @Nullable Path sealKey;
    final List<Path> earlier = new ArrayList<>();
  }

  private static final class WrongCall extends RuntimeException {
    private static final long serialVersionUID = 1L;

    WrongCall(String message) {
      super(message, null, false, false);
    }
  }
}
