// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;

/** Real time as a test wants it. */
final class MovedTime implements InstantSource {
  private Instant now = Instant.parse("2026-11-02T08:00:00Z");

  @Override
  public Instant instant() {
    return now;
  }

  void pass(Duration time) {
    now = now.plus(time);
  }
}
