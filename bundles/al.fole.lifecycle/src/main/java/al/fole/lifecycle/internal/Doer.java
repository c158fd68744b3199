// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.access.Claimed;
import al.fole.spi.Actor;
import al.fole.spi.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * Who wants a change, as it is kept for the entry of its outcome, which may be written after a
 * crash. His claim makes an entry that is written twice be one.
 */
record Doer(
    UUID who,
    String role,
    String unit,
    UUID session,
    String purpose,
    String assurance,
    String request,
    String entry)
    implements Claimed {

  private static final String SYSTEM = "SYSTEM";

  /** Somebody with a session. */
  static Doer of(Actor actor) {
    return new Doer(
        actor.who(),
        actor.role(),
        actor.unit(),
        actor.session(),
        actor.purpose(),
        actor.assurance(),
        actor.request(),
        "");
  }

  /** A named job of the system, {@code lifecycle.host} for example; the same on every host. */
  static Doer job(String name) {
    UUID who = UUID.nameUUIDFromBytes(("fole job " + name).getBytes(StandardCharsets.UTF_8));
    UUID run = UUID.randomUUID();
    return new Doer(who, SYSTEM, "N", run, Purpose.SYSTEM, SYSTEM, run.toString(), "");
  }

  /** The same, writing one entry of one change. */
  Doer writing(UUID change, long version) {
    return new Doer(who, role, unit, session, purpose, assurance, request, change + "/" + version);
  }

  @Override
  public Actor actor() {
    return this;
  }

  @Override
  public byte[] claim() {
    return Sha256.bytes("release-change " + entry);
  }

  @Override
  public byte[] body() {
    return claim();
  }
}
