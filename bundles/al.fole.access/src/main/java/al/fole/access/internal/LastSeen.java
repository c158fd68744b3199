// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * When this host last saw its sessions. A request does not write: marks are written together by the
 * sweep, two minutes after the last one, so that another host believes a session idle two and a
 * half minutes too early at most, and never too late.
 */
final class LastSeen {

  static final Duration EVERY = Duration.ofMinutes(2);

  private final Map<String, Mark> marks = new ConcurrentHashMap<>();

  /** A session, when it was seen, and when that was last written. */
  record Mark(UUID session, Instant at, Instant written) {}

  @Nullable Instant of(byte[] digest) {
    var mark = marks.get(HexFormat.of().formatHex(digest));
    return mark == null ? null : mark.at();
  }

  void saw(byte[] digest, UUID session, Instant now) {
    marks.compute(
        HexFormat.of().formatHex(digest),
        (key, known) ->
            known == null
                ? new Mark(session, now, now.minus(EVERY))
                : new Mark(session, now.isAfter(known.at()) ? now : known.at(), known.written()));
  }

  /** What has to be written now; forgets sessions that have been idle for too long. */
  Map<UUID, Instant> due(Instant now) {
    marks.values().removeIf(mark -> !mark.at().isAfter(now.minus(Sessions.IDLE)));
    var due = new HashMap<UUID, Instant>();
    marks
        .values()
        .forEach(
            mark -> {
              if (mark.at().isAfter(mark.written())
                  && !mark.written().isAfter(now.minus(EVERY))
                  && due.size() < 1000) {
                due.put(mark.session(), mark.at());
              }
            });
    return due;
  }

  /** They are written. */
  void written(Map<UUID, Instant> done) {
    marks.replaceAll(
        (key, mark) -> {
          var at = done.get(mark.session());
          return at == null ? mark : new Mark(mark.session(), mark.at(), at);
        });
  }
}
