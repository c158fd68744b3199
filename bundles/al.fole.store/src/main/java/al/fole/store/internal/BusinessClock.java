// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Notice;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;

/**
 * The one clock of the business, for all hosts of a database: real time plus a shift that only
 * grows, and only in a demonstration or a course. The time of entries is always real.
 */
public final class BusinessClock {
  private static final String STANDS = "FO002";

  private final Transactions transactions;

  BusinessClock(Transactions transactions) {
    this.transactions = transactions;
  }

  /**
   * Moves the clock; the trail says who did.
   *
   * @param by at least one second
   * @throws Problem CONFLICT {@code business-clock-stands} in production
   */
  public void forward(Actor actor, Duration by) {
    if (by.toSeconds() < 1) {
      throw new IllegalArgumentException("the business clock moves forward only");
    }
    transactions.follow(
        actor,
        (connection, tx) -> {
          try (PreparedStatement statement =
              connection.prepareStatement("select store.forward_clock(?)")) {
            statement.setLong(1, by.toSeconds());
            try (ResultSet row = statement.executeQuery()) {
              row.next();
            }
          } catch (SQLException e) {
            if (Sql.state(e).equals(STANDS)) {
              throw Problem.of(
                  Problem.Kind.CONFLICT,
                  "business-clock-stands",
                  "Ora e regjistrit nuk lëviz.",
                  "The clock of this register cannot be moved.");
            }
            throw e;
          }
          tx.disclose(new Notice("store.clock-moved", "OK", "VKM-2026 n.8/1", null, List.of(), 1));
          return true;
        });
  }
}
