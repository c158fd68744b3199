// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Event;
import al.fole.store.Reaction;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The reactions that are there now. Per name the highest ranking whose event class is the recorded
 * event's class speaks; an equal ranking goes to the one that came first.
 */
final class Reactions {
  private final List<Ranked> all = new ArrayList<>();
  private volatile Chosen chosen = new Chosen(Map.of());

  private record Ranked(Reaction<?> reaction, int ranking) {}

  /** The choice of one {@code store.write}: what comes or goes meanwhile does not matter to it. */
  record Chosen(Map<Class<?>, Map<String, Reaction<Event>>> byEvent) {

    /** Reactions of an event by name, in the order they speak. */
    Map<String, Reaction<Event>> of(Event event) {
      return byEvent.getOrDefault(event.getClass(), Map.of());
    }
  }

  synchronized void add(Reaction<?> reaction, int ranking) {
    all.add(new Ranked(reaction, ranking));
    choose();
  }

  synchronized void remove(Reaction<?> reaction) {
    all.removeIf(r -> r.reaction() == reaction);
    choose();
  }

  Chosen chosen() {
    return chosen;
  }

  @SuppressWarnings("unchecked") // the map's key is the reaction's own event class
  private void choose() {
    var byEvent = new HashMap<Class<?>, Map<String, Reaction<Event>>>();
    all.stream()
        .sorted(Comparator.comparingInt(Ranked::ranking).reversed())
        .forEach(
            r ->
                byEvent
                    .computeIfAbsent(r.reaction().event(), e -> new TreeMap<>())
                    .putIfAbsent(r.reaction().name(), (Reaction<Event>) r.reaction()));
    chosen = new Chosen(Map.copyOf(byEvent));
  }
}
