// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Release;
import al.fole.lifecycle.Releases;
import al.fole.spi.Problem;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.feature.FeatureService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases, applied blue/green. Framework properties: {@code fole.data} the data directory; {@code
 * fole.release} the release the host comes with; {@code fole.releases.timeout} seconds a new bundle
 * has to come up (60); {@code fole.releases.grace} seconds between stopping an old bundle and
 * uninstalling it (10), so that calls still inside can end.
 */
@Component(immediate = true, configurationPid = "al.fole.lifecycle")
public final class BlueGreenReleases implements Releases {

  private static final Logger LOG = LoggerFactory.getLogger(BlueGreenReleases.class);

  /** In which a whiteboard that changes has come to rest. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private final BundleContext context;
  private final FeatureService features;
  private final Shelf shelf;
  private final Switch change;
  private final Duration grace;
  private final AtomicBoolean called = new AtomicBoolean();

  /** Held by a call and by the own thread: never two of them at the bundles. */
  private final ReentrantLock one = new ReentrantLock();

  private final CountDownLatch reconciled = new CountDownLatch(1);
  private final ScheduledThreadPoolExecutor own;
  private final Watch watch;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final ServiceListener whiteboard = event -> lookAfter(SETTLED);
  private final ServiceRegistration<ResolverHookFactory> hook;
  private volatile @Nullable Pointer pointer;

  /** Makes the framework agree with the pointer, on a thread of its own. */
  @Activate
  public BlueGreenReleases(
      BundleContext context,
      @Reference ConfigurationAdmin configurations,
      @Reference FeatureService features,
      @Reference ServiceComponentRuntime components)
      throws IOException {
    this.context = context;
    this.features = features;
    this.shelf = new Shelf(Path.of(property("fole.data")).resolve("releases"));
    this.pointer = shelf.pointer().orElse(null);
    this.grace = seconds("fole.releases.grace", 10);
    var classSpace = new ClassSpace();
    var stranger = new Stranger();
    var readiness = new Readiness(context, components, stranger);
    this.change =
        new Switch(
            new Installer(context, classSpace),
            new Settings(configurations),
            classSpace,
            readiness,
            new Shadow(context),
            new Rehearsal(context, readiness),
            seconds("fole.releases.timeout", 60));
    this.watch = new Watch(context, components, readiness, stranger);
    this.hook = context.registerService(ResolverHookFactory.class, classSpace, new Hashtable<>());
    this.own =
        new ScheduledThreadPoolExecutor(
            1,
            work -> {
              var thread = new Thread(work, "fole-releases");
              thread.setDaemon(true);
              return thread;
            });
    own.setExecuteExistingDelayedTasksAfterShutdownPolicy(false);
    var unused = own.submit(this::reconcile);
    Whiteboard.listen(context, whiteboard);
    lookAfter(SETTLED);
  }

  /** Lets a step under way end; what is left over is put right at the next start. */
  @Deactivate
  void deactivate() throws InterruptedException {
    context.removeServiceListener(whiteboard);
    own.shutdown();
    if (one.tryLock(5, TimeUnit.SECONDS)) {
      one.unlock();
    }
    own.shutdownNow();
    hook.unregister();
  }

  @Override
  public Optional<Release> current() {
    return Optional.ofNullable(pointer).map(this::release);
  }

  @Override
  public Plan plan(Path feature) {
    return alone(() -> move(ReleaseFile.read(features, feature), false).plan());
  }

  @Override
  public Release apply(Plan plan) {
    return alone(
        () -> {
          Move move = move(ReleaseFile.read(features, plan.feature()), false);
          if (!move.plan().equals(plan)) {
            throw Refusals.planOutdated();
          }
          return carryOut(move);
        });
  }

  @Override
  public Release rollBack() {
    return alone(
        () -> {
          Pointer now = pointer;
          if (now == null || !shelf.feature(now.activation() - 1).toFile().exists()) {
            throw Refusals.noEarlier();
          }
          Path earlier = shelf.feature(now.activation() - 1);
          return carryOut(move(ReleaseFile.read(features, earlier), true));
        });
  }

  private Move move(ReleaseFile release, boolean withRemovals) {
    Optional<ReleaseFile> current = Optional.empty();
    Pointer now = pointer;
    if (now != null) {
      current = Optional.of(ReleaseFile.read(features, shelf.feature(now.activation())));
    }
    return new Planner(change.inForce(), current).plan(release, withRemovals);
  }

  private Release carryOut(Move move) {
    Pointer now = pointer;
    long activation = now == null ? 1 : now.activation() + 1;
    String given = now == null ? "" : now.given();
    try {
      ReleaseFile kept = ReleaseFile.read(features, shelf.keep(move.release(), activation));
      change.bring(move, kept, activation, () -> pointer = shelf.point(kept, activation, given));
    } catch (Switch.Failed | IOException e) {
      shelf.discard(activation);
      LOG.warn("Release {} did not come up; everything is as before", move.release().id(), e);
      throw Refusals.failed(String.valueOf(e.getMessage()));
    }
    change.retire(move);
    var unused = own.schedule(this::sweep, grace.toMillis(), TimeUnit.MILLISECONDS);
    LOG.info("Release {} is in force as activation {}", move.release().id(), activation);
    return current().orElseThrow();
  }

  private void sweep() {
    one.lock();
    try {
      if (!own.isShutdown()) {
        change.sweep();
      }
    } finally {
      one.unlock();
    }
  }

  /** Once for any number of changes until then. */
  private void lookAfter(Duration time) {
    if (!own.isShutdown() && looking.compareAndSet(false, true)) {
      var unused = own.schedule(this::look, time.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void look() {
    looking.set(false);
    one.lock();
    try {
      if (!own.isShutdown()) {
        watch.look().ifPresent(this::lookAfter);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("The applications could not be looked at", e);
    } finally {
      one.unlock();
    }
  }

  /** First start, later start, and start after a crash between two steps. */
  private void reconcile() {
    one.lock();
    try {
      Optional<Path> given = Optional.ofNullable(context.getProperty("fole.release")).map(Path::of);
      Pointer now = pointer;
      if (given.isPresent()) {
        String digest = Sha256.of(given.get());
        if (now == null || !now.given().equals(digest)) {
          long activation = now == null ? 1 : now.activation() + 1;
          ReleaseFile release = ReleaseFile.read(features, given.get());
          ReleaseFile kept = ReleaseFile.read(features, shelf.keep(release, activation));
          now = shelf.point(kept, activation, digest);
          pointer = now;
        }
      }
      if (now != null) {
        change.reconcile(ReleaseFile.read(features, shelf.feature(now)), now.activation());
        LOG.info("Release {} is in force as activation {}", now.id(), now.activation());
      }
    } catch (IOException | UncheckedIOException | Problem e) {
      LOG.error("The feature bundles could not be brought: {}", e.getMessage(), e);
    } finally {
      one.unlock();
      reconciled.countDown();
    }
  }

  /** One call at a time, and none before the start has settled. */
  private <T> T alone(Supplier<T> work) {
    if (!called.compareAndSet(false, true)) {
      throw Refusals.underWay();
    }
    try {
      reconciled.await();
      one.lockInterruptibly();
      try {
        return work.get();
      } finally {
        one.unlock();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw Refusals.underWay();
    } finally {
      called.set(false);
    }
  }

  private Release release(Pointer pointer) {
    return new Release(pointer.id(), pointer.activation(), shelf.feature(pointer.activation()));
  }

  private String property(String name) {
    String value = context.getProperty(name);
    if (value == null) {
      throw new IllegalStateException("framework property " + name + " is not set");
    }
    return value;
  }

  private Duration seconds(String name, long otherwise) {
    String value = context.getProperty(name);
    return Duration.ofSeconds(value == null ? otherwise : Long.parseLong(value));
  }
}
