// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import al.fole.access.Claimed;
import al.fole.spi.Actor;
import java.security.Principal;
import java.util.UUID;

/** The caller of a request that came with an Idempotency-Key. */
final class ClaimedCaller implements Claimed, Principal {
  private final Actor actor;
  private final byte[] claim;
  private final byte[] body;

  ClaimedCaller(Actor actor, byte[] claim, byte[] body) {
    this.actor = actor;
    this.claim = claim;
    this.body = body;
  }

  @Override
  public Actor actor() {
    return actor;
  }

  @Override
  public byte[] claim() {
    return claim.clone();
  }

  @Override
  public byte[] body() {
    return body.clone();
  }

  @Override
  public String getName() {
    return actor instanceof Principal p ? p.getName() : actor.who().toString();
  }

  @Override
  public UUID who() {
    return actor.who();
  }

  @Override
  public String role() {
    return actor.role();
  }

  @Override
  public String unit() {
    return actor.unit();
  }

  @Override
  public UUID session() {
    return actor.session();
  }

  @Override
  public String purpose() {
    return actor.purpose();
  }

  @Override
  public String assurance() {
    return actor.assurance();
  }

  @Override
  public String request() {
    return actor.request();
  }
}
