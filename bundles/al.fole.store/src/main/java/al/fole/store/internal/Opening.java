// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.access.Claimed;
import al.fole.spi.Actor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/**
 * How a transaction opens: who acts, for the policies of the tables, and by how much business time
 * is ahead. This rides in the round trip of the first statement, before it; it travels alone only
 * when somebody asks for the time, or for something else than a plain statement, first.
 */
final class Opening {
  private static final String CONTEXT =
      """
      select set_config('fole.actor', ?, true), set_config('fole.role', ?, true),
        set_config('fole.unit', ?, true), set_config('fole.session', ?, true),
        set_config('fole.purpose', ?, true), set_config('fole.request', ?, true),
        (select shift_seconds from store.clock),\s""";
  private static final String PLAIN = CONTEXT + "false";
  private static final String AT_STANDBY = PLAIN + ", " + Sight.COLUMNS;
  private static final int SIGHT = 9;
  private static final String CLAIMING =
      "with claimed as (insert into store.claim (claim, body) values (?, ?)"
          + " on conflict do nothing returning 1) "
          + CONTEXT
          + "exists (select from claimed)";
  private static final int PARAMETERS = 6;

  /** What would run without its context, or be undone together with it. */
  private static final Set<String> NOT_FIRST =
      Set.of("createStatement", "prepareStatement", "prepareCall", "setSavepoint");

  /** What a first statement cannot do, since it is two. */
  private static final Set<String> NOT_OF_TWO =
      Set.of("addBatch", "clearParameters", "getMetaData", "getParameterMetaData", "setFetchSize");

  private final Connection plain;
  private final Connection connection;
  private final Actor actor;
  private final LongConsumer shift;
  private final boolean standby;
  private final String context;
  private @Nullable Begun begun;

  /**
   * @param shift told by how many seconds business time is ahead
   */
  Opening(Connection plain, Actor actor, LongConsumer shift) {
    this(plain, actor, shift, false);
  }

  private Opening(Connection plain, Actor actor, LongConsumer shift, boolean standby) {
    this.plain = plain;
    this.actor = actor;
    this.shift = shift;
    this.standby = standby;
    this.context = standby ? AT_STANDBY : PLAIN;
    this.connection = proxy(Connection.class, this::ofConnection);
  }

  private record Begun(Instant now, boolean claimed, @Nullable Sight sight) {}

  /** A transaction on a standby, which says what it has seen; its clock tells nobody else. */
  static Opening atStandby(Connection plain, Actor actor) {
    return new Opening(plain, actor, ahead -> {}, true);
  }

  private interface Handler {
    @Nullable Object call(Method method, @Nullable Object[] arguments) throws Throwable;
  }

  /** The connection as the transaction's work uses it. */
  Connection connection() {
    return connection;
  }

  /** Business time of the transaction: when it opened. */
  Instant now() throws SQLException {
    return begun().now();
  }

  /** What the standby has seen; null elsewhere. */
  @Nullable Sight sight() throws SQLException {
    return standby ? begun().sight() : null;
  }

  /** Opens now; whether nobody has claimed the same before. */
  boolean claims(Claimed claimed) throws SQLException {
    try (PreparedStatement statement = plain.prepareStatement(CLAIMING)) {
      statement.setBytes(1, claimed.claim());
      statement.setBytes(2, claimed.body());
      context(statement, 3);
      return run(statement).claimed();
    }
  }

  private Begun begun() throws SQLException {
    Begun known = begun;
    if (known != null) {
      return known;
    }
    try (PreparedStatement statement = plain.prepareStatement(context)) {
      context(statement, 1);
      return run(statement);
    }
  }

  private void context(PreparedStatement statement, int first) throws SQLException {
    int i = first;
    for (String value :
        List.of(
            actor.who().toString(),
            actor.role(),
            actor.unit(),
            actor.session().toString(),
            actor.purpose(),
            actor.request())) {
      statement.setString(i++, value);
    }
  }

  /** Runs it; the context's row is read, what follows is still to come. */
  private Begun run(PreparedStatement statement) throws SQLException {
    long before = System.nanoTime();
    statement.execute();
    try (ResultSet row = statement.getResultSet()) {
      row.next();
      long ahead = row.getLong(7);
      var known =
          new Begun(
              Instant.now().plusSeconds(ahead).truncatedTo(ChronoUnit.MICROS),
              row.getBoolean(8),
              standby ? sight(row, ahead, before) : null);
      if (begun == null) {
        begun = known;
        shift.accept(ahead);
      }
      return known;
    }
  }

  private static Sight sight(ResultSet row, long ahead, long begun) throws SQLException {
    return new Sight(
        row.getLong(SIGHT),
        row.getInt(SIGHT + 1),
        row.getString(SIGHT + 2),
        row.getObject(SIGHT + 3, UUID.class),
        row.getLong(SIGHT + 4),
        ahead,
        row.getLong(SIGHT + 5),
        row.getString(SIGHT + 6),
        begun);
  }

  private @Nullable Object ofConnection(Method method, @Nullable Object[] arguments)
      throws Throwable {
    if (begun == null && NOT_FIRST.contains(method.getName())) {
      if (method.getName().equals("prepareStatement") && arguments.length == 1) {
        PreparedStatement both = plain.prepareStatement(context + "; " + arguments[0]);
        context(both, 1);
        return proxy(PreparedStatement.class, (m, a) -> ofStatement(both, m, a));
      }
      begun();
    }
    return invoke(plain, method, arguments);
  }

  private @Nullable Object ofStatement(
      PreparedStatement both, Method method, @Nullable Object[] arguments) throws Throwable {
    String name = method.getName();
    if (NOT_OF_TWO.contains(name)) {
      throw new UnsupportedOperationException(name + " of a transaction's first statement");
    } else if (name.startsWith("execute")) {
      run(both);
      boolean rows = both.getMoreResults();
      return switch (name) {
        case "execute" -> rows;
        case "executeQuery" -> both.getResultSet();
        case "executeUpdate" -> both.getUpdateCount();
        default -> throw new UnsupportedOperationException(name);
      };
    } else if (name.startsWith("set") && arguments.length > 1) {
      arguments[0] = (Integer) arguments[0] + PARAMETERS;
    }
    return invoke(both, method, arguments);
  }

  private static @Nullable Object invoke(Object target, Method method, @Nullable Object[] arguments)
      throws Throwable {
    try {
      return method.invoke(target, arguments);
    } catch (InvocationTargetException e) {
      throw e.getCause();
    }
  }

  private static <T> T proxy(Class<T> type, Handler handler) {
    return type.cast(
        Proxy.newProxyInstance(
            Opening.class.getClassLoader(),
            new Class<?>[] {type},
            (proxy, method, arguments) ->
                handler.call(method, arguments == null ? new Object[0] : arguments)));
  }
}
