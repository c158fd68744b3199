// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.spi.Ref;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * An enquiry (kërkesa e subjektit të të dhënave): staff asks for a person who looked at his file.
 *
 * @param askedAt real time; the answer tells what was recorded before
 */
record Enquiry(UUID id, long version, UUID person, String capacity, Instant askedAt) {
  /** How long its answer can be read. */
  static final Duration OPEN = Duration.ofDays(30);

  Ref ref() {
    return new Ref("enquiry", id);
  }

  boolean openOn(Instant now) {
    return now.isBefore(askedAt.plus(OPEN));
  }
}
