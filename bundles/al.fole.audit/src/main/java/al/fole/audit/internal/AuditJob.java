// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.spi.Actor;
import al.fole.spi.Purpose;
import java.util.UUID;

/** The actor of look-ups that reveal nothing about a person: places in the log. */
record AuditJob(UUID session) implements Actor {
  private static final UUID WHO = UUID.fromString("0b5d1c9e-64f2-8e13-9a70-5f1d7c2b8a02");

  AuditJob() {
    this(UUID.randomUUID());
  }

  @Override
  public UUID who() {
    return WHO;
  }

  @Override
  public String role() {
    return "SYSTEM";
  }

  @Override
  public String unit() {
    return "N";
  }

  @Override
  public String purpose() {
    return Purpose.SYSTEM;
  }

  @Override
  public String assurance() {
    return "SYSTEM";
  }

  @Override
  public String request() {
    return session.toString();
  }
}
