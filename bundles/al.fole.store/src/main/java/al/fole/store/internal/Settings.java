// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.steps.Steps;
import al.fole.store.Mode;
import org.jspecify.annotations.Nullable;

/**
 * How a host uses the database.
 *
 * @param mode what the database is wished to be; null takes an existing one as it is
 * @param host name of this host, the same after a restart
 * @param appPool connections that serve requests
 * @param jobsPool connections of the system's own jobs
 * @param steps told of each point of a write; somebody only in tests
 */
public record Settings(@Nullable Mode mode, String host, int appPool, int jobsPool, Steps steps) {
  /** Connections for notices, so that a refusal never waits for the transaction it refuses. */
  static final int NOTICE_POOL = 2;

  /** The next epoch has to be able to name every connection's number in one entry. */
  public Settings {
    if (appPool < 1 || jobsPool < 2 || appPool + jobsPool + NOTICE_POOL > 64) {
      throw new IllegalArgumentException(
          "pools: app at least 1, jobs at least 2, together at most 62");
    }
  }

  /** Nobody is told of the points of a write. */
  public Settings(@Nullable Mode mode, String host, int appPool, int jobsPool) {
    this(mode, host, appPool, jobsPool, Steps.NONE);
  }
}
