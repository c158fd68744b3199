// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Notice;
import al.fole.journal.Follower;
import al.fole.keys.Seals;
import al.fole.keys.Vault;
import al.fole.operations.Figure;
import al.fole.spi.Problem;
import al.fole.spi.host.ParentDatabase;
import al.fole.spi.host.ParentDatabase.Role;
import al.fole.steps.Steps;
import al.fole.store.Database;
import al.fole.store.Mode;
import al.fole.store.Reaction;
import al.fole.store.Schema;
import al.fole.store.Schemas;
import al.fole.store.Store;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.ibatis.session.Configuration;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The database at work; needs no OSGi. */
public final class PostgresDatabase implements AutoCloseable {
  static final String SCHEMA = "store";
  private static final Logger LOG = LoggerFactory.getLogger(PostgresDatabase.class);
  private static final long HEARTBEAT_SECONDS = 5;
  private static final int VOID_ENTRIES = 100;
  private static final long GLANCE_SECONDS = 10;
  private static final long COMPARED_MINUTES = 6 * 60;
  private static final Duration PURGING = Duration.ofMinutes(5);

  private final ParentDatabase database;
  private final Seals seals;
  private final Settings settings;
  private final Migrations migrations;
  private final Mode mode;
  private final Pools pools;
  private final Mappers mappers = new Mappers();
  private final Reactions reactions = new Reactions();
  private final Commits commits;
  private final Notices notices;
  private final Transactions transactions;
  private final NearReads near;
  private final Deliveries deliveries;
  private final StoreFigures figures;
  private final HandWork handWork;
  private final Comparison comparison;
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "fole-store");
            thread.setDaemon(true);
            return thread;
          });
  private final ScheduledExecutorService comparing =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            var thread = new Thread(work, "fole-comparison");
            thread.setDaemon(true);
            return thread;
          });
  private final OpenSchemas schemas;
  private volatile NodeLease lease;

  private PostgresDatabase(ParentDatabase database, Seals seals, Vault vault, Settings settings)
      throws SQLException {
    this.database = database;
    this.seals = seals;
    this.settings = settings;
    List<Role> serving = List.of(Role.APP, Role.JOBS);
    for (Role role : serving) {
      RoleGuard.check(database.source(role));
    }
    migrations = new Migrations(database.source(Role.OWNER), database.source(Role.APP));
    migrations.bringUpToDate(SCHEMA, Script.beside(PostgresDatabase.class));
    for (Role role : serving) {
      RoleGuard.checkOwnership(database.source(role));
    }
    mode = bornAs(settings.mode());
    if (mode == Mode.PRODUCTION && settings.steps() != Steps.NONE) {
      throw new StartRefused(Steps.HOLD + " is refused: this database is for production");
    }
    schemas = new OpenSchemas(database, migrations);
    KeyGuard.check(database.source(Role.APP), vault);
    lease = NodeLease.take(database, seals, settings.host());
    pools = new Pools(database, settings, () -> lease.session());
    commits = new Commits(seals, () -> lease.ledger(), settings.steps());
    var subjects = new SubjectKeys(vault);
    notices = new Notices(pools, subjects, commits);
    notices.shift(shift());
    transactions =
        new Transactions(
            new Parts(mappers, subjects), pools, reactions, commits, notices, settings.steps());
    deliveries = new Deliveries(transactions, pools.jobs(), reactions);
    near = new NearReads(transactions, notices);
    figures = new StoreFigures(pools, commits.written(), near);
    handWork = new HandWork(transactions);
    comparison = new Comparison(pools.jobs());
    timer.scheduleWithFixedDelay(
        this::heartbeat, HEARTBEAT_SECONDS, HEARTBEAT_SECONDS, TimeUnit.SECONDS);
    timer.scheduleWithFixedDelay(this::purgeClaims, 1, 60, TimeUnit.MINUTES);
    timer.scheduleWithFixedDelay(this::tellHandWork, 1, 1, TimeUnit.SECONDS);
    comparing.scheduleWithFixedDelay(this::compare, 1, COMPARED_MINUTES, TimeUnit.MINUTES);
    comparing.scheduleWithFixedDelay(
        this::glance, GLANCE_SECONDS, GLANCE_SECONDS, TimeUnit.SECONDS);
  }

  /**
   * Checks the roles, brings the store's own schemas up to date and opens the pools.
   *
   * @throws StartRefused when this database or its roles will not do
   * @throws Problem UNAVAILABLE when it cannot be reached
   */
  public static PostgresDatabase start(
      ParentDatabase database, Seals seals, Vault vault, Settings settings) {
    try {
      return new PostgresDatabase(database, seals, vault, settings);
    } catch (SQLException e) {
      throw Sql.told(e);
    }
  }

  private Mode bornAs(@Nullable Mode wish) throws SQLException {
    Mode born = readMode();
    if (born == null) {
      if (wish == null) {
        throw new StartRefused("a new database needs its mode: set fole.mode");
      }
      try (Connection connection = database.source(Role.OWNER).getConnection();
          PreparedStatement statement =
              connection.prepareStatement(
                  "insert into store.mode (mode) values (?) on conflict do nothing")) {
        statement.setString(1, wish.name());
        statement.executeUpdate();
      }
      born = readMode();
    }
    if (born == null || wish != null && wish != born) {
      throw new StartRefused("this database was born in " + born + " mode, not in " + wish);
    }
    return born;
  }

  private @Nullable Mode readMode() throws SQLException {
    try (Connection connection = database.source(Role.APP).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select mode from store.mode")) {
      return row.next() ? Mode.valueOf(row.getString(1)) : null;
    }
  }

  private long shift() throws SQLException {
    try (Connection connection = database.source(Role.APP).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row = statement.executeQuery("select shift_seconds from store.clock")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The mode this database was born in. */
  public Mode mode() {
    return mode;
  }

  /** What lifecycle may ask and do about the schemas. */
  public Schemas schemas() {
    return schemas;
  }

  /** A view for one user, who takes everything opened through it along when it closes. */
  public View view() {
    return new View();
  }

  /** A database as one bundle sees it. */
  public final class View implements Database, AutoCloseable {
    private final List<Configuration> opened = new CopyOnWriteArrayList<>();

    private View() {}

    @Override
    public Store open(Schema schema) {
      try {
        migrations.bringUpToDate(schema.name(), Script.beside(schema.anchor()));
        opened.add(mappers.open(schema.mappers(), guarded()));
        schemas.opened(this, schema.name(), Script.contractionsBeside(schema.anchor()));
        return NearReads.holds(schema.name(), database.source(Role.APP)) ? near : transactions;
      } catch (SQLException e) {
        throw Sql.told(e);
      }
    }

    @Override
    public Mode mode() {
      return mode;
    }

    /**
     * Forgets the mappers when the transactions that run now have ended: nothing holds the user's
     * classes any longer, and none of his calls loses them on the way.
     */
    @Override
    public void close() {
      List<Configuration> closing = List.copyOf(opened);
      opened.clear();
      reactions.afterRunning(
          () -> {
            closing.forEach(mappers::close);
            schemas.closed(this);
          });
    }
  }

  /** Tables with row-level security, with their schemas. */
  private Set<String> guarded() throws SQLException {
    var tables = new HashSet<String>();
    try (Connection connection = database.source(Role.APP).getConnection();
        Statement statement = connection.createStatement();
        ResultSet row =
            statement.executeQuery(
                "select nspname || '.' || relname from pg_class c"
                    + " join pg_namespace n on n.oid = relnamespace where relrowsecurity")) {
      while (row.next()) {
        tables.add(row.getString(1));
      }
    }
    return tables;
  }

  /**
   * A standby of this database that features' reads may come from (decision 0034); null when there
   * is none any more. What it cannot do, the primary does.
   *
   * @param source connections to it as the role APP, no pool
   */
  public void replica(@Nullable DataSource source) {
    near.from(source == null ? null : Replica.at(source, settings, () -> lease.session()));
  }

  /** Why nothing is read from the replica, or null when something is, or there is none. */
  public @Nullable String replicaAside() {
    Replica replica = near.replica();
    return replica == null ? null : replica.aside();
  }

  /** A reaction has come. */
  public void add(Reaction<?> reaction, int ranking) {
    reactions.add(reaction, ranking);
  }

  /** A reaction has gone. */
  public void remove(Reaction<?> reaction) {
    reactions.remove(reaction);
  }

  /** A follower has come. */
  public void add(Follower follower, int ranking) {
    deliveries.add(follower, ranking);
  }

  /** A follower has gone. */
  public void remove(Follower follower) {
    deliveries.remove(follower);
  }

  /** The clock of the business. */
  public BusinessClock clock() {
    return new BusinessClock(transactions);
  }

  /** The store's figures as they are now. */
  public List<Figure> figures() {
    List<Figure> now = new ArrayList<>(figures.now());
    now.addAll(comparison.figures());
    return now;
  }

  /** Why the database cannot serve a request now, or null when it can. */
  @Nullable String unanswered() {
    try (Connection connection = Pools.open(pools.jobs());
        Statement statement = connection.createStatement()) {
      statement.setQueryTimeout(1);
      statement.execute("select 1");
      return null;
    } catch (SQLException e) {
      return "does not answer (SQL state " + Sql.state(e) + ")";
    }
  }

  NodeLease lease() {
    return lease;
  }

  /** Holds the number, looks up what was unknown, closes what a dead host left open. */
  void heartbeat() {
    try {
      if (!lease.renew()) {
        LOG.warn("Node {} was taken over; taking another number", lease.ledger().node());
        // Somebody else goes by our host's name: take another one.
        lease = NodeLease.take(database, seals, settings.host() + "/" + UUID.randomUUID());
        pools.renew();
      }
      commits.settleUnknown();
      declareVoids();
      NodeLease.adopt(database, seals, settings.host());
    } catch (SQLException | RuntimeException e) {
      LOG.warn("Heartbeat failed: {}", e instanceof SQLException s ? Sql.state(s) : e.toString());
    }
  }

  /** Entries declare a few failed numbers each; when many failed, or nobody writes, these do. */
  private void declareVoids() {
    for (int i = 0; i < VOID_ENTRIES && lease.ledger().owes(); i++) {
      var notice = new Notice("store.voided", "OK", "VKM-2026 n.8/1", null, List.of(), 1);
      notices.commit(List.of(Pending.of(notice, SystemActor.of("store.voided"), notices.now())));
    }
  }

  /** Entries of what was changed past the product. */
  void tellHandWork() {
    try {
      handWork.tell();
    } catch (RuntimeException e) {
      LOG.warn("Work by hand is not told yet: {}", e.toString());
    }
  }

  /** Rows against journal. */
  Comparison comparison() {
    return comparison;
  }

  private void compare() {
    try {
      comparison.look();
    } catch (SQLException | RuntimeException e) {
      LOG.warn("Rows and journal were not compared: {}", e.toString());
    }
  }

  private void glance() {
    try {
      comparison.glance();
    } catch (SQLException | RuntimeException e) {
      LOG.debug("Triggers were not looked at", e); // the next time comes in seconds
    }
  }

  /** A key is good for three days. */
  void purgeClaims() {
    try (Connection connection = TaggedSource.bounded(database.source(Role.JOBS), PURGING);
        Statement statement = connection.createStatement()) {
      int gone =
          statement.executeUpdate(
              "delete from store.claim where made_at < now() - interval '72 hours'");
      LOG.debug("{} claims purged", gone);
    } catch (SQLException e) {
      LOG.warn("Claims not purged: SQL state {}", Sql.state(e));
    }
  }

  /** Finishes what runs, gives the node number back. */
  @Override
  public void close() {
    timer.shutdownNow();
    comparing.shutdownNow();
    deliveries.close();
    notices.close();
    near.from(null);
    pools.close();
    lease.close();
  }
}
