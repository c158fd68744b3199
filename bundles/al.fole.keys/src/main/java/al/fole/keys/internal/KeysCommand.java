// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;

/**
 * For the person who keeps the keys: {@code create DIR} makes the keys of a new installation,
 * {@code check DIR} says whether they can be used, {@code adopt DIR CHECKPOINT} replaces a lost
 * signer's state by the newest checkpoint that was published; {@code evidence DIR NAME} makes the
 * key whose certificate bears that name and which signs the log each hour for common tools.
 */
public final class KeysCommand {
  private static final String USAGE =
      "keys create DIR | keys check DIR | keys adopt DIR CHECKPOINT | keys evidence DIR NAME";

  private KeysCommand() {}

  /** Runs the command and exits with its status. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out));
  }

  /** Runs the command; 0, or 1 with one sentence. */
  public static int run(List<String> args, PrintStream out) {
    try {
      if (args.size() == 2 && args.get(0).equals("create")) {
        if (!FileKeys.isEmpty(Path.of(args.get(1)))) {
          out.println("There are keys in " + args.get(1) + " already: none were made.");
          return 1;
        }
        FileKeys.open(Path.of(args.get(1)), true);
        out.println("made the keys in " + args.get(1));
      } else if (args.size() == 2 && args.get(0).equals("check")) {
        FileKeys.open(Path.of(args.get(1)), false);
        out.println("sound: the keys in " + args.get(1));
      } else if (args.size() == 3 && args.get(0).equals("adopt")) {
        FileKeys.adopt(Path.of(args.get(1)), Files.readString(Path.of(args.get(2))));
        out.println("adopted " + args.get(2));
      } else if (args.size() == 3 && args.get(0).equals("evidence")) {
        evidence(Path.of(args.get(1)), args.get(2), out);
      } else {
        out.println(USAGE);
        return 1;
      }
      return 0;
    } catch (KeysRefused e) {
      out.println(e.getMessage());
    } catch (IOException e) {
      out.println("cannot read " + e.getMessage());
    }
    return 1;
  }

  private static void evidence(Path directory, String name, PrintStream out) throws IOException {
    if (Files.exists(directory.resolve(EvidenceKey.FILE))) {
      throw new KeysRefused(
          "There is an evidence key in " + directory + " already: move it away to make another.");
    }
    FileKeys.open(directory, false);
    EvidenceKey.make(directory, name);
    Path certificate = directory.resolve("evidence.pem");
    Files.writeString(
        certificate,
        EvidenceKey.read(directory).orElseThrow().pem(),
        StandardOpenOption.CREATE,
        StandardOpenOption.TRUNCATE_EXISTING,
        StandardOpenOption.WRITE);
    out.println("made the evidence key; give its certificate " + certificate + " to who checks");
  }
}
