// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.event.Notice;
import al.fole.operations.Figure;
import al.fole.operations.Figures;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Refusals become journal entries, committed before the caller hears of them. So that nobody fills
 * the journal by being refused, a source has {@value #SINGLE} entries of its own a minute; what is
 * refused beyond that is counted by kind and becomes one entry a kind, with its count, when the
 * minute ends or this component stops. Only a crash loses such a count. Time is real time.
 *
 * <p>Every refusal also moves {@code fole_refusals_total}, by entry and rule, so that an operator
 * sees a storm before anybody reads the journal.
 */
@Component(
    service = {Refusals.class, Figures.class},
    configurationPid = "al.fole.access")
public final class Refusals implements Figures {

  static final int SINGLE = 20;
  static final Duration WINDOW = Duration.ofMinutes(1);

  /** Past so many sources in one minute, the rest share one. */
  static final int SOURCES = 10_000;

  /** Past so many kinds, others are counted as one: no figure grows with what is asked. */
  private static final int KINDS = 500;

  private static final String THE_REST = "the rest";
  private static final Logger LOG = LoggerFactory.getLogger(Refusals.class);

  private final Store store;
  private final InstantSource time;
  private final Map<String, Window> windows = new HashMap<>();
  private final List<Counted> unwritten = new ArrayList<>();
  private final Map<Kind, LongAdder> figures = new ConcurrentHashMap<>();

  /** Writes to the journal through the schema's store. */
  @Activate
  public Refusals(@Reference AccessSchema schema) {
    this(schema.store(), InstantSource.system());
  }

  Refusals(Store store, InstantSource time) {
    this.store = store;
    this.time = time;
  }

  /** What the operator's figure tells apart. */
  private record Kind(String entry, String outcome) {}

  @Override
  public List<Figure> figures() {
    return figures.entrySet().stream()
        .map(
            one ->
                Figure.counter(
                    "fole_refusals",
                    "Requests this host has refused, by the entry that tells of it and by rule.",
                    Map.of("entry", one.getKey().entry(), "rule", one.getKey().outcome()),
                    one.getValue().sum()))
        .toList();
  }

  private void count(Notice refusal) {
    var kind = new Kind(refusal.type(), refusal.outcome().replaceFirst("^REFUSED:", ""));
    var told =
        figures.containsKey(kind) || figures.size() < KINDS ? kind : new Kind("other", "other");
    figures.computeIfAbsent(told, one -> new LongAdder()).increment();
  }

  /** One minute of one source. */
  private static final class Window {
    final Instant ends;
    int single;
    final Map<String, Counted> counted = new HashMap<>();

    Window(Instant ends) {
      this.ends = ends;
    }
  }

  /** Refusals of one kind that had no entry of their own. */
  private record Counted(Actor last, Notice kind, int count) {}

  /**
   * Writes a refusal down and returns it for throwing.
   *
   * @param source who is counted: an account's id, or the keyed digest of a network address
   * @param type {@code feature.past-tense} of the entry
   * @throws Problem UNAVAILABLE when the journal cannot be written
   */
  Problem refuse(Actor actor, String source, String type, @Nullable Ref record, Problem problem) {
    note(actor, source, Notice.refused(type, problem.rule(), record));
    return problem;
  }

  /** {@link #refuse} for an outcome that the caller is not told. */
  void note(Actor actor, String source, Notice refusal) {
    count(refusal);
    var due = new ArrayList<Counted>();
    if (admit(actor, source, refusal, due)) {
      store.note(actor, refusal);
    }
    due.forEach(this::write);
  }

  /** Writes the counts of the minutes that are over. */
  void flush() {
    take(time.instant()).forEach(this::write);
  }

  /** Writes all counts. */
  @Deactivate
  void close() {
    take(Instant.MAX).forEach(this::write);
  }

  private synchronized boolean admit(
      Actor actor, String source, Notice refusal, List<Counted> due) {
    var now = time.instant();
    var key = windows.containsKey(source) || windows.size() < SOURCES ? source : THE_REST;
    var window = windows.get(key);
    if (window != null && !now.isBefore(window.ends)) {
      due.addAll(window.counted.values());
      window = null;
    }
    if (window == null) {
      window = new Window(now.plus(WINDOW));
      windows.put(key, window);
    }
    if (window.single < SINGLE) {
      window.single++;
      return true;
    }
    window.counted.merge(
        refusal.type() + " " + refusal.outcome(),
        new Counted(actor, refusal, 1),
        (before, more) -> new Counted(actor, refusal, before.count() + 1));
    return false;
  }

  private synchronized List<Counted> take(Instant until) {
    var due = new ArrayList<>(unwritten);
    unwritten.clear();
    windows
        .values()
        .removeIf(
            window -> {
              boolean over = !window.ends.isAfter(until);
              if (over) {
                due.addAll(window.counted.values());
              }
              return over;
            });
    return due;
  }

  private void write(Counted counted) {
    var kind = counted.kind();
    try {
      store.note(
          counted.last(),
          new Notice(kind.type(), kind.outcome(), kind.ground(), null, List.of(), counted.count()));
    } catch (RuntimeException e) {
      LOG.error(
          "{} refusals of {} are not written yet: {}", counted.count(), kind.type(), e.toString());
      keep(counted);
    }
  }

  /** For the next flush; past a thousand the log alone knows. */
  private synchronized void keep(Counted counted) {
    if (unwritten.size() < 1000) {
      unwritten.add(counted);
    }
  }
}
