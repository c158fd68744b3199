// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.SessionMapper.SignInRow;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A live session.
 *
 * @param assurance how its person proved who he is; null in a row of an older version
 * @param secondFactor a code was given in it
 * @param limited the account only reads, as it is now
 * @param lapsed because the training certificate of its person is past its last day
 * @param privileged more is demanded of the role
 * @param bound the newest undertaking is accepted
 * @param matrix version of the access matrix as the session was looked up
 */
record SessionRow(
    UUID id,
    UUID who,
    String origin,
    String role,
    String unit,
    String purpose,
    boolean restricted,
    Instant startedAt,
    Instant expiresAt,
    @Nullable String assurance,
    boolean secondFactor,
    boolean limited,
    boolean lapsed,
    boolean privileged,
    boolean bound,
    long matrix) {

  /** One to be opened for an account; what the database knows of it, it says when it is open. */
  static SessionRow ofAccount(
      SignInRow account,
      HeldRole role,
      String purpose,
      boolean restricted,
      Instant now,
      Duration length,
      String assurance,
      boolean secondFactor) {
    return new SessionRow(
        UUID.randomUUID(),
        account.id(),
        "ACCOUNT",
        role.role(),
        role.unit(),
        purpose,
        restricted,
        now,
        now.plus(length),
        assurance,
        secondFactor,
        account.state() == AccountState.LIMITED,
        false,
        false,
        false,
        0);
  }
}
