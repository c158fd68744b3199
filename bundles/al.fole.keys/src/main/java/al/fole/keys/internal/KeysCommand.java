// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;

/**
 * For the person who keeps the keys: {@code create DIR} makes the keys of a new installation,
 * {@code check DIR} says whether they can be used, {@code rotate DIR} makes the key that will sign
 * next, {@code freeze DIR} allows the log to end where it was signed last, {@code adopt DIR
 * CHECKPOINT} replaces a lost signer's state by the newest checkpoint that was published, {@code
 * evidence DIR NAME} makes the key whose certificate bears that name and which signs the log each
 * hour for common tools. With {@code --pkcs12 PASSWORD_FILE} the keys lie in one PKCS#12 file.
 */
public final class KeysCommand {
  private static final String USAGE =
      "keys create|check|rotate|freeze DIR [--pkcs12 PASSWORD_FILE]"
          + " | keys adopt DIR CHECKPOINT [--pkcs12 PASSWORD_FILE]"
          + " | keys evidence DIR NAME [--pkcs12 PASSWORD_FILE]";

  private KeysCommand() {}

  /** Runs the command and exits with its status. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out));
  }

  /** Runs the command; 0, or 1 with one sentence. */
  public static int run(List<String> args, PrintStream out) {
    try {
      var words = new ArrayList<>(args);
      KeyChoice choice = choice(words);
      String verb = words.isEmpty() ? "" : words.remove(0);
      if (words.size() != (List.of("adopt", "evidence").contains(verb) ? 2 : 1)) {
        out.println(USAGE);
        return 1;
      }
      return run(verb, Path.of(words.get(0)), words, choice, out);
    } catch (KeysRefused e) {
      out.println(e.getMessage());
    } catch (IOException e) {
      out.println("cannot read " + e.getMessage());
    }
    return 1;
  }

  private static KeyChoice choice(List<String> words) {
    int at = words.indexOf("--pkcs12");
    if (at < 0 || at + 1 >= words.size()) {
      return KeyChoice.FILES;
    }
    words.remove(at);
    return KeyChoice.pkcs12(Path.of(words.remove(at)));
  }

  private static int run(
      String verb, Path directory, List<String> words, KeyChoice choice, PrintStream out)
      throws IOException {
    switch (verb) {
      case "create":
        if (!FileKeys.isEmpty(directory)) {
          out.println("There are keys in " + directory + " already: none were made.");
          return 1;
        }
        FileKeys.open(directory, true, choice);
        out.println("made the keys in " + directory);
        return 0;
      case "check":
        FileKeys.open(directory, false, choice);
        out.println("sound: the keys in " + directory);
        return 0;
      case "rotate":
        String name = FileKeys.rotate(directory, choice);
        out.println("made " + name + " in " + directory + ": the log will announce it");
        return 0;
      case "freeze":
        FileKeys.open(directory, false, choice).signerState().order();
        out.println("allowed: the log may end where it was signed last");
        return 0;
      case "adopt":
        FileKeys.adopt(directory, choice, Files.readString(Path.of(words.get(1))));
        out.println("adopted " + words.get(1));
        return 0;
      case "evidence":
        evidence(directory, choice, words.get(1), out);
        return 0;
      default:
        out.println(USAGE);
        return 1;
    }
  }

  private static void evidence(Path directory, KeyChoice choice, String name, PrintStream out)
      throws IOException {
    if (Files.exists(directory.resolve(EvidenceKey.FILE))) {
      throw new KeysRefused(
          "There is an evidence key in " + directory + " already: move it away to make another.");
    }
    FileKeys.open(directory, false, choice);
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
