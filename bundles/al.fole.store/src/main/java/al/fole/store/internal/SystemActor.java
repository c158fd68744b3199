// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.spi.Actor;
import al.fole.spi.Purpose;
import java.util.UUID;

/** The store's own jobs in the trail. */
record SystemActor(UUID who, UUID session, String request) implements Actor {

  static SystemActor of(String job) {
    UUID who = UUID.nameUUIDFromBytes(("fole job " + job).getBytes(UTF_8));
    return new SystemActor(who, UUID.randomUUID(), job.length() > 64 ? job.substring(0, 64) : job);
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
}
