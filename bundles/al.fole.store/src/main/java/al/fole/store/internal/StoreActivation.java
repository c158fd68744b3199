// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.journal.Follower;
import al.fole.keys.Seals;
import al.fole.keys.Vault;
import al.fole.operations.Figures;
import al.fole.spi.Problem;
import al.fole.spi.host.ParentDatabase;
import al.fole.steps.Steps;
import al.fole.store.Database;
import al.fole.store.Mode;
import al.fole.store.Reaction;
import al.fole.store.Schemas;
import java.io.File;
import java.net.InetAddress;
import java.net.UnknownHostException;
import java.util.ArrayList;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.List;
import java.util.Locale;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.apache.felix.hc.api.HealthCheck;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceFactory;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.util.tracker.ServiceTracker;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Starts the store in a framework. {@link Database} is registered by hand, once it really works,
 * and each bundle that uses it gets a view of its own, so that nothing of a bundle is kept when it
 * goes. Reactions and followers are tracked rather than referenced: they use the database
 * themselves.
 */
@Component(
    configurationPid = "al.fole.store",
    service = {},
    immediate = true)
public final class StoreActivation {
  private static final Logger LOG = LoggerFactory.getLogger(StoreActivation.class);
  private static final long AGAIN_SECONDS = 2;

  /**
   * Property of a {@link DataSource} service that leads to a standby of the database as the role
   * APP, no pool (decision 0034).
   */
  private static final String REPLICA = "fole.replica";

  private final BundleContext context;
  private final ParentDatabase parent;
  private final Seals seals;
  private final Vault vault;
  private final Settings settings;
  private final List<AutoCloseable> opened = new ArrayList<>();
  private final StoreHealth health = new StoreHealth();
  private final ScheduledExecutorService again =
      Executors.newSingleThreadScheduledExecutor(work -> new Thread(work, "fole-store-start"));

  /** Configuration. */
  public @interface Config {
    /** Wished mode; empty takes the framework property {@code fole.mode}. */
    String mode() default "";

    /** Name of this host, the same after a restart; empty makes one from machine and framework. */
    String host() default "";

    /** Connections that serve requests. */
    int app_pool() default 16;

    /** Connections of the system's jobs. */
    int jobs_pool() default 6;
  }

  /** Starts, or tries again later when the database cannot be reached yet. */
  @Activate
  public StoreActivation(
      BundleContext context,
      Config config,
      @Reference ParentDatabase parent,
      @Reference Seals seals,
      @Reference Vault vault) {
    this.context = context;
    this.parent = parent;
    this.seals = seals;
    this.vault = vault;
    this.settings =
        new Settings(
            mode(config.mode().isEmpty() ? context.getProperty("fole.mode") : config.mode()),
            config.host().isEmpty() ? host(context) : config.host(),
            config.app_pool(),
            config.jobs_pool(),
            Steps.of(context.getProperty(Steps.HOLD)));
    start();
    tell();
  }

  /** For the operator, also while the database cannot be reached. */
  private void tell() {
    Dictionary<String, Object> properties = new Hashtable<>();
    properties.put(HealthCheck.NAME, "database");
    properties.put(HealthCheck.TAGS, "ready");
    String[] types = {HealthCheck.class.getName(), Figures.class.getName()};
    ServiceRegistration<?> registration = context.registerService(types, health, properties);
    synchronized (this) {
      opened.add(registration::unregister);
    }
  }

  private static @Nullable Mode mode(@Nullable String wish) {
    return wish == null || wish.isBlank() ? null : Mode.valueOf(wish.toUpperCase(Locale.ROOT));
  }

  private static String host(BundleContext context) {
    String storage = context.getProperty(Constants.FRAMEWORK_STORAGE);
    String place = new File(storage == null ? "." : storage).getAbsolutePath();
    try {
      return InetAddress.getLocalHost().getHostName() + ":" + place;
    } catch (UnknownHostException e) {
      return place;
    }
  }

  private synchronized void start() {
    if (again.isShutdown()) {
      return;
    }
    try {
      open(PostgresDatabase.start(parent, seals, vault, settings));
    } catch (Problem e) {
      LOG.warn("The database cannot be reached; trying again");
      again.schedule(this::start, AGAIN_SECONDS, TimeUnit.SECONDS);
    } catch (IllegalStateException e) {
      LOG.error("The store does not start: {}", e.getMessage());
      throw e; // the component runtime keeps the reason for whoever asks
    }
  }

  private void open(PostgresDatabase database) {
    opened.add(database);
    ServiceRegistration<Database> registration =
        context.registerService(Database.class, new Views(database), null);
    opened.add(registration::unregister);
    opened.add(context.registerService(Schemas.class, database.schemas(), null)::unregister);
    var reactions =
        new Arrivals<Reaction<?>>(context, Reaction.class.getName()) {
          @Override
          void arrived(Reaction<?> reaction, int ranking) {
            database.add(reaction, ranking);
          }

          @Override
          void left(Reaction<?> reaction) {
            database.remove(reaction);
          }
        };
    var followers =
        new Arrivals<Follower>(context, Follower.class.getName()) {
          @Override
          void arrived(Follower follower, int ranking) {
            database.add(follower, ranking);
          }

          @Override
          void left(Follower follower) {
            database.remove(follower);
          }
        };
    var replicas =
        new ServiceTracker<DataSource, DataSource>(context, replica(), null) {
          @Override
          public @Nullable DataSource addingService(ServiceReference<DataSource> reference) {
            DataSource source = super.addingService(reference);
            database.replica(source);
            return source;
          }

          @Override
          public void removedService(ServiceReference<DataSource> reference, DataSource source) {
            database.replica(null);
            super.removedService(reference, source);
          }
        };
    opened.add(reactions::close);
    opened.add(followers::close);
    opened.add(replicas::close);
    reactions.open();
    followers.open();
    replicas.open();
    health.opened(database);
    LOG.info("Database open in {} mode", database.mode());
  }

  /** What a parent registers when there is a standby; there is one at most. */
  private static Filter replica() {
    try {
      return FrameworkUtil.createFilter(
          "(&(objectClass=" + DataSource.class.getName() + ")(" + REPLICA + "=true))");
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Stops taking part, finishes what runs. */
  @Deactivate
  public void stop() throws Exception {
    again.shutdownNow();
    synchronized (this) {
      for (int i = opened.size() - 1; i >= 0; i--) {
        opened.get(i).close();
      }
      opened.clear();
    }
  }

  /** One view for each bundle. */
  private record Views(PostgresDatabase database) implements ServiceFactory<Database> {
    @Override
    public Database getService(Bundle bundle, ServiceRegistration<Database> registration) {
      return database.view();
    }

    @Override
    public void ungetService(
        Bundle bundle, ServiceRegistration<Database> registration, Database view) {
      ((PostgresDatabase.View) view).close();
    }
  }

  /** Services that come and go, with the ranking they came with. */
  private abstract static class Arrivals<S> extends ServiceTracker<S, S> {
    Arrivals(BundleContext context, String type) {
      super(context, type, null);
    }

    abstract void arrived(S service, int ranking);

    abstract void left(S service);

    @Override
    public @Nullable S addingService(ServiceReference<S> reference) {
      S service = super.addingService(reference);
      if (service != null) {
        arrived(service, ranking(reference));
      }
      return service;
    }

    @Override
    public void modifiedService(ServiceReference<S> reference, S service) {
      arrived(service, ranking(reference));
    }

    @Override
    public void removedService(ServiceReference<S> reference, S service) {
      left(service);
      super.removedService(reference, service);
    }

    private static int ranking(ServiceReference<?> reference) {
      return reference.getProperty(Constants.SERVICE_RANKING) instanceof Integer r ? r : 0;
    }
  }
}
