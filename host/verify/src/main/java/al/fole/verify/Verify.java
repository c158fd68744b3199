// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.X509Certificate;
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

  private static final String SOUND_FULL =
      "sound: %d entries of %s, %d records, %d numbers void, %d pending, %d unresolved by crash, ";

  private static final String USAGE =
      """
      fole-verify: checks the trail of Fole without the system that wrote it.
        full DIR [--vkey FILE] [--seal-key FILE] [--earlier CHECKPOINT]... [--former DIR]
            the whole log in DIR (without --vkey its own key file is believed: say where it came from)
        complete DIR [--vkey FILE] [--former DIR]
            that nothing is missing: transaction numbers of every node, versions of every record
        range DIR FROM TO [--vkey FILE]
            the entries FROM to TO; costs what they cost
        proof PROOF ENTRY --vkey FILE
            one entry's bytes against its proof
        consistency OLD NEW DIR [--vkey FILE]
            that the log of checkpoint NEW begins with the log of checkpoint OLD
        time DIR --tsa-cert FILE [--evidence-cert FILE] [--vkey FILE]
            the signatures and time-stamps beside the log (without --evidence-cert their own certificate)
        --lang sq|en (else LANG)
      Exit: 0 sound, 1 not sound, 2 wrong call, 3 sound but something is known to be missing.
      """;

  private final PrintStream out;
  private final List<String> words = new ArrayList<>();
  private final Map<String, List<Path>> options = new HashMap<>();
  private Language language = Language.of(String.valueOf(System.getenv("LANG")));

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
        USAGE.lines().forEach(this::say);
        return WRONG_CALL;
      }
      return switch (words.get(0)) {
        case "full", "complete" -> whole(words.get(0).equals("full"));
        case "range" -> range(Long.parseLong(words.get(2)), Long.parseLong(words.get(3)));
        case "consistency" -> consistency();
        case "time" -> time();
        default -> proof();
      };
    } catch (Unsound e) {
      out.println(language.say("NOT SOUND: ") + e.in(language));
      return NOT_SOUND;
    } catch (IOException e) {
      say("cannot read %s", String.valueOf(e.getMessage()));
      return WRONG_CALL;
    }
  }

  private boolean understood(String... args) {
    for (int i = 0; i < args.length; i++) {
      if (!args[i].startsWith("--")) {
        words.add(args[i]);
      } else if (i + 1 < args.length) {
        options.computeIfAbsent(args[i], name -> new ArrayList<>()).add(Path.of(args[++i]));
      } else {
        return false;
      }
    }
    var lang = options.remove("--lang");
    language = lang == null ? language : Language.of(lang.get(0).toString());
    return words.size() > 0
        && switch (words.get(0)) {
          case "full" -> takes(2, "--vkey --seal-key --earlier --former");
          case "complete" -> takes(2, "--vkey --former");
          case "range" -> takes(4, "--vkey") && (words.get(2) + words.get(3)).matches("\\d{2,18}");
          case "proof" -> takes(3, "--vkey") && options.containsKey("--vkey");
          case "consistency" -> takes(4, "--vkey");
          case "time" ->
              takes(2, "--vkey --tsa-cert --evidence-cert") && options.containsKey("--tsa-cert");
          default -> false;
        };
  }

  private boolean takes(int count, String known) {
    return words.size() == count && List.of(known.split(" ")).containsAll(options.keySet());
  }

  private @Nullable Path option(String name) {
    return options.containsKey(name) ? options.get(name).get(0) : null;
  }

  private void say(String pattern, Object... values) {
    out.println(language.say(pattern, values));
  }

  private Log log(int word) throws IOException {
    return Log.open(Path.of(words.get(word)), option("--vkey"));
  }

  private int whole(boolean full) throws IOException {
    var log = log(1);
    var earlier = new ArrayList<Checkpoint>();
    for (var file : options.getOrDefault("--earlier", List.of())) {
      earlier.add(log.ring().believe(Files.readString(file)));
    }
    earlier.sort(Comparator.comparing(Checkpoint::size));
    var sealKey = option("--seal-key");
    var former = log.checkpoint().size() > 0 ? FormerLog.of(log) : null;
    var formerDirectory = option("--former");
    var walk =
        new Walk(
            former == null || formerDirectory != null,
            sealKey == null ? null : Files.readAllBytes(sealKey));
    if (former != null && formerDirectory != null) {
      former.walk(walk, Log.open(formerDirectory, null));
    }
    walk.add(log, earlier, Long.MAX_VALUE);
    walk.finish();
    var numbers = walk.numbers;
    out.print(
        language.say(
            SOUND_FULL,
            log.checkpoint().size(),
            log.checkpoint().origin(),
            walk.versions.records,
            numbers.voided,
            numbers.pending,
            numbers.unresolved));
    say(sealKey == null ? "seals not checked" : "%d seals hold", walk.transactions.sealed);
    if (!full) {
      numbers.lines(language).forEach(out::println);
    }
    if (!log.frozen().isEmpty()) {
      say("the log is frozen and has ended here: %s", log.frozen());
    }
    if (former != null) {
      say(former.lost() > 0 ? FormerLog.GAP : FormerLog.NO_GAP, former.values());
    }
    boolean missing = numbers.unresolved > 0 || former != null && former.lost() > 0;
    return missing ? SOUND_BUT_MISSING : SOUND;
  }

  private int range(long from, long to) throws IOException {
    var log = log(1);
    log.range(from, to + 1, log.checkpoint(), new Entry());
    say(
        "sound: entries %d to %d of %d in %s",
        from, to, log.checkpoint().size(), log.checkpoint().origin());
    return SOUND;
  }

  private int consistency() throws IOException {
    var log = log(3);
    var old = log.ring().believe(Files.readString(Path.of(words.get(1))));
    var later = log.ring().believe(Files.readString(Path.of(words.get(2))));
    log.requireConsistent(later, log.checkpoint());
    if (old.size() > later.size()) {
      throw new Unsound("an earlier checkpoint is larger than the log: it was cut back");
    }
    log.requireConsistent(old, later);
    say("sound: the log of %d entries begins with the log of %d", later.size(), old.size());
    return SOUND;
  }

  private int time() throws IOException {
    var check = new TimeCheck(log(1), certificates("--tsa-cert"), certificates("--evidence-cert"));
    check.run(Path.of(words.get(1), "time"), language);
    say(
        "sound: %d signatures and %d time-stamps, the last of %s",
        check.signatures, check.stamps, check.stamps == 0 ? "-" : check.last.toInstant());
    return SOUND;
  }

  private List<X509Certificate> certificates(String option) throws IOException {
    var file = option(option);
    try {
      return file == null ? List.of() : Cms.certificates(Files.readAllBytes(file));
    } catch (CertificateException e) {
      throw new IOException(file + ": " + e.getMessage());
    }
  }

  private int proof() throws IOException {
    var entry = Files.readAllBytes(Path.of(words.get(2)));
    var ring = Ring.parse(Files.readString(Objects.requireNonNull(option("--vkey"))));
    var proof = Proof.parse(Files.readString(Path.of(words.get(1))));
    new Entry().read(proof.index(), entry, 0, entry.length);
    var in = proof.check(entry, ring);
    say("sound: entry %d of %d in %s", proof.index(), in.size(), in.origin());
    return SOUND;
  }
}
