// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Actor;
import al.fole.spi.Purpose;
import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * A named job of the system. Its id follows from its name, so that the journal shows the same actor
 * on every host and after every start; each run is a session.
 */
record SystemActor(UUID who, UUID session, String request) implements Actor {

  static final String ASSURANCE = "SYSTEM";

  /**
   * @param job {@code feature.what}, for example {@code access.sign-in}
   */
  static SystemActor of(String job) {
    return of(job, UUID.randomUUID().toString());
  }

  /** The job on behalf of a request. */
  static SystemActor of(String job, String request) {
    if (!job.matches("[a-z]{1,20}\\.[a-z-]{1,40}")) {
      throw new IllegalArgumentException("job must be feature.what");
    }
    var who = UUID.nameUUIDFromBytes(("fole job " + job).getBytes(StandardCharsets.UTF_8));
    return new SystemActor(who, UUID.randomUUID(), request);
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
    return ASSURANCE;
  }
}
