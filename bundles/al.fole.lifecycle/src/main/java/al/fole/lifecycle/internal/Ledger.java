// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.access.Claimed;
import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Operation.State;
import al.fole.lifecycle.internal.Steps.Step;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Deque;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The changes on the disk, {@code releases/changes}: each is there before it begins and again when
 * it has ended, and knows which of its two entries the journal still lacks.
 */
final class Ledger {

  private static final Logger LOG = LoggerFactory.getLogger(Ledger.class);
  private static final int KEPT = 100;

  private final Path directory;
  private final Steps steps;

  /** Newest first. */
  private final Deque<Deed> deeds = new ArrayDeque<>();

  private @Nullable Trail trail;

  Ledger(Path directory, Steps steps) throws IOException {
    this.directory = Files.createDirectories(directory);
    this.steps = steps;
    List<Deed> found = new ArrayList<>();
    try (Stream<Path> files = Files.list(directory)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".properties")).toList()) {
        try {
          found.add(Deed.parse(Files.readString(file)));
        } catch (IllegalArgumentException e) {
          LOG.error("{} is no change: {}", file.getFileName(), e.getMessage());
        }
      }
    }
    found.sort(Comparator.comparingLong(Deed::number).reversed());
    deeds.addAll(found);
  }

  /** Newest first. */
  synchronized List<Operation> operations() {
    return deeds.stream().map(Deed::operation).toList();
  }

  /**
   * The operation an earlier request with the same claim began.
   *
   * @throws Problem INVALID {@code idempotency-key-reused} when it wanted something else
   */
  synchronized Optional<Operation> claimed(Actor by) {
    if (!(by instanceof Claimed claimed)) {
      return Optional.empty();
    }
    String claim = HexFormat.of().formatHex(claimed.claim());
    Optional<Deed> first = deeds.stream().filter(d -> d.claim().equals(claim)).findFirst();
    if (first.isPresent() && !first.get().body().equals(HexFormat.of().formatHex(claimed.body()))) {
      throw Refusals.keyReused();
    }
    return first.map(Deed::operation);
  }

  /**
   * Keeps an intent.
   *
   * @param mustBeRecorded whether it may not begin unless the journal has it
   * @throws Problem UNAVAILABLE when the journal must have it and cannot; nothing is kept then
   */
  synchronized Operation begin(
      Actor by, Kind kind, String target, @Nullable Pointer now, boolean mustBeRecorded) {
    var operation =
        new Operation(
            UUID.randomUUID(),
            kind,
            State.RUNNING,
            target,
            now == null ? "" : now.id(),
            now == null ? 0 : now.activation(),
            now == null ? "" : now.sha256(),
            "",
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            null,
            null,
            null,
            null,
            false,
            List.of());
    String claim = by instanceof Claimed c ? HexFormat.of().formatHex(c.claim()) : "";
    String body = by instanceof Claimed c ? HexFormat.of().formatHex(c.body()) : "";
    long number = deeds.isEmpty() ? 1 : deeds.getFirst().number() + 1;
    Doer doer = by instanceof Doer d ? d : Doer.of(by);
    Deed deed = new Deed(number, operation, doer, claim, body, 0);
    keep(deed);
    steps.of(kind);
    steps.reached(Step.INTENT_KEPT);
    try {
      deed = record(deed);
    } catch (RuntimeException e) {
      if (mustBeRecorded) {
        forget(deed);
        steps.of(null);
        throw e instanceof Problem ? e : Refusals.notRecorded();
      }
      LOG.warn("The intent of a {} waits for the journal: {}", kind, e.getMessage());
    }
    if (mustBeRecorded && deed.owes()) {
      forget(deed);
      steps.of(null);
      throw Refusals.notRecorded();
    }
    deeds.addFirst(deed);
    steps.reached(Step.INTENT_RECORDED);
    while (deeds.size() > KEPT && !deeds.getLast().owes()) {
      forget(deeds.removeLast());
    }
    return operation;
  }

  /** Keeps an outcome; the journal may get it later. */
  synchronized Operation end(
      UUID id,
      @Nullable Pointer now,
      @Nullable Problem problem,
      boolean recovered,
      List<String> said) {
    Deed deed = find(id);
    Operation begun = deed.operation();
    String reason = problem == null ? null : problem.more().get("reason");
    var ended =
        new Operation(
            begun.id(),
            begun.kind(),
            problem == null ? State.DONE : State.FAILED,
            begun.target(),
            now == null ? "" : now.id(),
            now == null ? 0 : now.activation(),
            begun.digestBefore(),
            now == null ? "" : now.sha256(),
            begun.begunAt(),
            Instant.now().truncatedTo(ChronoUnit.MICROS),
            problem == null ? null : problem.rule(),
            problem == null ? null : problem.sq(),
            problem == null ? null : reason == null ? problem.en() : problem.en() + " " + reason,
            recovered,
            said);
    Deed outcome = deed.with(ended);
    replace(outcome);
    steps.reached(Step.OUTCOME_KEPT);
    catchUp();
    steps.reached(Step.OUTCOME_RECORDED);
    steps.of(null);
    return ended;
  }

  /** What was under way when the host stopped, oldest first. */
  synchronized List<Operation> unfinished() {
    List<Operation> found = new ArrayList<>();
    deeds
        .descendingIterator()
        .forEachRemaining(
            deed -> {
              if (deed.operation().state() == State.RUNNING) {
                found.add(deed.operation());
              }
            });
    return found;
  }

  /** The store has come. */
  synchronized void trail(Trail there) {
    trail = there;
  }

  /** The store has gone. */
  synchronized void trailGone(Trail gone) {
    if (trail == gone) {
      trail = null;
    }
  }

  /** Writes what the journal lacks, oldest first; what cannot be written waits. */
  synchronized void catchUp() {
    for (Deed deed :
        List.copyOf(deeds).stream().sorted(Comparator.comparingLong(Deed::number)).toList()) {
      try {
        record(deed);
      } catch (RuntimeException e) {
        LOG.warn(
            "An entry about a {} waits for the journal: {}",
            deed.operation().kind(),
            e.getMessage());
        return;
      }
    }
  }

  /** Whether an entry waits for the journal. */
  synchronized boolean owes() {
    return deeds.stream().anyMatch(Deed::owes);
  }

  private Deed record(Deed deed) {
    Deed now = deed;
    Trail there = trail;
    while (there != null && now.owes()) {
      if (now.recorded() == 0) {
        there.begun(now);
      } else {
        there.ended(now);
      }
      now = now.recorded(now.recorded() + 1);
      replace(now);
    }
    return now;
  }

  private Deed find(UUID id) {
    return deeds.stream().filter(d -> d.operation().id().equals(id)).findFirst().orElseThrow();
  }

  private void replace(Deed deed) {
    keep(deed);
    List<Deed> changed = deeds.stream().map(d -> d.number() == deed.number() ? deed : d).toList();
    deeds.clear();
    deeds.addAll(changed);
  }

  private void keep(Deed deed) {
    try {
      Shelf.replace(file(deed), deed.text(), () -> {});
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void forget(Deed deed) {
    try {
      Files.deleteIfExists(file(deed));
    } catch (IOException e) {
      LOG.warn("{} stays: {}", file(deed).getFileName(), e.getMessage());
    }
  }

  private Path file(Deed deed) {
    return directory.resolve("%012d.properties".formatted(deed.number()));
  }
}
