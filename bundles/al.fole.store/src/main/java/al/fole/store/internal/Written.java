// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.LongAdder;

/** How many entries of each kind this host has committed. */
final class Written {

  /** What an entry tells of. */
  enum Kind {
    CHANGE,
    DISCLOSURE,
    REFUSAL,
    SYSTEM
  }

  private final Map<Kind, LongAdder> entries = new EnumMap<>(Kind.class);

  Written() {
    for (Kind kind : Kind.values()) {
      entries.put(kind, new LongAdder());
    }
  }

  void count(Collection<Pending> committed) {
    for (Pending entry : committed) {
      of(kind(entry)).increment();
    }
  }

  long count(Kind kind) {
    return of(kind).sum();
  }

  private LongAdder of(Kind kind) {
    return entries.getOrDefault(kind, new LongAdder());
  }

  private static Kind kind(Pending entry) {
    if (entry.refusal()) {
      return Kind.REFUSAL;
    }
    if (entry.recordVersion() > 0) {
      return Kind.CHANGE;
    }
    return entry.actor().assurance().equals("SYSTEM") ? Kind.SYSTEM : Kind.DISCLOSURE;
  }
}
