// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * The command. Exit codes: 0 sound; 1 not sound, the first bad entry is named; 2 wrong call; 3
 * sound, but something is known to be missing: numbers unresolved by a crash, or entries lost with
 * a former log.
 */
public final class Verify {
  static final int SOUND = 0;
  static final int NOT_SOUND = 1;
  static final int WRONG_CALL = 2;
  static final int SOUND_BUT_MISSING = 3;

  private final PrintStream out;
  private final List<String> arguments = new ArrayList<>();
  private final Map<String, List<Path>> options = new HashMap<>();
  private Words words = Words.of(String.valueOf(System.getenv("LANG")));

  private Verify(PrintStream out) {
    this.out = out;
  }

  /** Runs the command and ends the process with its exit code. */
  public static void main(String[] args) {
    System.exit(run(new PrintStream(System.out, true, StandardCharsets.UTF_8), args));
  }

  /** Runs the command; returns its exit code. */
  public static int run(PrintStream out, String... args) {
    return new Verify(out).run(args);
  }

  private int run(String... args) {
    try {
      if (!understood(args)) {
        say("usage");
        return WRONG_CALL;
      }
      return switch (arguments.get(0)) {
        case "full", "complete" -> whole(arguments.get(0).equals("full"));
        case "range" -> range(Long.parseLong(arguments.get(2)), Long.parseLong(arguments.get(3)));
        case "consistency" -> consistency();
        case "time" -> time();
        default -> proof();
      };
    } catch (Unsound e) {
      say("not-sound", e.in(words));
      return NOT_SOUND;
    } catch (IOException e) {
      say("cannot-read", String.valueOf(e.getMessage()));
      return WRONG_CALL;
    }
  }

  private boolean understood(String... args) {
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("--")) {
        arguments.add(args[i]);
      } else if (i + 1 < args.length) {
        options.computeIfAbsent(args[i], name -> new ArrayList<>()).add(Path.of(args[++i]));
      } else {
        return false;
      }
    }
    var lang = options.remove("--lang");
    words = lang == null ? words : Words.of(lang.get(0).toString());
    return switch (arguments.isEmpty() ? "" : arguments.get(0)) {
      case "full" -> takes(2, "--vkey --seal-key --earlier --former");
      case "complete" -> takes(2, "--vkey --former");
      case "range" ->
          takes(4, "--vkey") && (arguments.get(2) + arguments.get(3)).matches("\\d{2,18}");
      case "proof" -> takes(3, "--vkey") && options.containsKey("--vkey");
      case "consistency" -> takes(4, "--vkey");
      case "time" ->
          takes(2, "--vkey --tsa-cert --evidence-cert") && options.containsKey("--tsa-cert");
      default -> false;
    };
  }

  private boolean takes(int count, String known) {
    return arguments.size() == count && List.of(known.split(" ")).containsAll(options.keySet());
  }

  private @Nullable Path option(String name) {
    return options.containsKey(name) ? options.get(name).get(0) : null;
  }

  private void say(String key, Object... values) {
    out.println(words.say(key, values));
  }

  private Log log(int argument) throws IOException {
    return Log.open(Path.of(arguments.get(argument)), option("--vkey"));
  }

  private int whole(boolean full) throws IOException {
    var log = log(1);
    var earlier = new ArrayList<Checkpoint>();
    for (var file : options.getOrDefault("--earlier", List.of())) {
      earlier.add(log.ring().believe(Files.readString(file)));
    }
    earlier.sort(Comparator.comparing(Checkpoint::size));
    var sealKey = option("--seal-key");
    var former = FormerLog.of(log);
    var formerDirectory = option("--former");
    boolean fromTheStart = former == null || formerDirectory != null;
    var walk = new Walk(fromTheStart, sealKey == null ? null : Files.readAllBytes(sealKey));
    if (former != null && formerDirectory != null) {
      former.walk(walk, Log.open(formerDirectory, null));
    }
    walk.add(log, earlier, Long.MAX_VALUE);
    walk.finish();
    var numbers = walk.numbers;
    say(
        "sound-whole",
        log.checkpoint().size(),
        log.checkpoint().origin(),
        walk.versions.records,
        numbers.sum(epoch -> epoch.voided),
        numbers.sum(epoch -> epoch.pending),
        numbers.sum(epoch -> epoch.lost.length),
        words.say(sealKey == null ? "no-seals" : "seals", walk.transactions.seals));
    out.print(full ? "" : numbers.lines(words));
    if (!log.frozen().isEmpty()) {
      say("frozen", log.frozen());
    }
    if (former != null) {
      out.println(former.say(words));
    }
    long lost = former == null ? 0 : former.lost();
    return lost + numbers.sum(epoch -> epoch.lost.length) > 0 ? SOUND_BUT_MISSING : SOUND;
  }

  private int range(long from, long to) throws IOException {
    var log = log(1);
    log.range(from, to + 1, log.checkpoint());
    say("sound-range", from, to, log.checkpoint().size(), log.checkpoint().origin());
    return SOUND;
  }

  private int consistency() throws IOException {
    var log = log(3);
    var old = log.ring().believe(Files.readString(Path.of(arguments.get(1))));
    var later = log.ring().believe(Files.readString(Path.of(arguments.get(2))));
    log.requireConsistent(later, log.checkpoint());
    Unsound.unless(old.size() <= later.size(), "earlier-larger");
    log.requireConsistent(old, later);
    say("sound-consistency", later.size(), old.size());
    return SOUND;
  }

  private int time() throws IOException {
    var authorities = TimeCheck.certificates(option("--tsa-cert"));
    var signers = TimeCheck.certificates(option("--evidence-cert"));
    out.println(new TimeCheck(log(1), authorities, signers).run(words));
    return SOUND;
  }

  private int proof() throws IOException {
    var entry = Files.readAllBytes(Path.of(arguments.get(2)));
    var ring = Ring.parse(Files.readString(Objects.requireNonNull(option("--vkey"))));
    var proof = Proof.parse(Files.readString(Path.of(arguments.get(1))));
    new Entry().read(proof.index(), entry);
    var in = proof.check(entry, ring);
    say("sound-proof", proof.index(), in.size(), in.origin());
    return SOUND;
  }
}
