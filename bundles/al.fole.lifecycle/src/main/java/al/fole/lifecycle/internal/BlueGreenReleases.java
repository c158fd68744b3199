// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.keys.Signatures;
import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Order;
import al.fole.lifecycle.Part;
import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Release;
import al.fole.lifecycle.Releases;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Mode;
import al.fole.store.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Hashtable;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.ServiceListener;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.hooks.resolver.ResolverHookFactory;
import org.osgi.service.cm.ConfigurationAdmin;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.feature.FeatureService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Releases, applied blue/green: one change at a time, each kept in the {@link Ledger} from its
 * intent to its outcome. Framework properties: {@code fole.data} the data directory; {@code
 * fole.release} the release the host comes with; {@code fole.releases.signers} the certificates of
 * those whose releases are taken ({@code signers} in the data directory); {@code
 * fole.releases.timeout} seconds a new bundle has to come up (60); {@code fole.releases.grace}
 * seconds between stopping an old bundle and uninstalling it (10), so that calls still inside can
 * end; {@value Steps#HOLD_AT} for tests.
 */
@Component(immediate = true, configurationPid = "al.fole.lifecycle")
public final class BlueGreenReleases implements Releases {

  private static final Logger LOG = LoggerFactory.getLogger(BlueGreenReleases.class);

  /** In which a whiteboard that changes has come to rest. */
  private static final Duration SETTLED = Duration.ofSeconds(1);

  private final BundleContext context;
  private final Arrivals arrivals;
  private final Present present;
  private final Course course;
  private final PartChanges parts;
  private final Contracting contracting;
  private final Starting starting;
  private final Neighbours neighbours;
  private final Ledger ledger;
  private final Steps steps;
  private final InForce inForce;
  private final Turns turns = new Turns();
  private final Orders orders;
  private final Watch watch;
  private final AtomicBoolean looking = new AtomicBoolean();
  private final ServiceListener whiteboard = event -> lookAfter(SETTLED);
  private final ServiceRegistration<ResolverHookFactory> hook;

  /** Makes the framework agree with the pointer, on a thread of its own. */
  @Activate
  public BlueGreenReleases(
      BundleContext context,
      @Reference ConfigurationAdmin configurations,
      @Reference FeatureService features,
      @Reference ServiceComponentRuntime components)
      throws IOException {
    this.context = context;
    this.steps = new Steps(context.getProperty(Steps.HOLD_AT));
    if (steps.isArmed() && "production".equalsIgnoreCase(context.getProperty("fole.mode"))) {
      throw new IllegalStateException(Steps.HOLD_AT + " is refused in production");
    }
    Path directory = Path.of(property("fole.data")).resolve("releases");
    var shelf = new Shelf(directory);
    Duration grace = seconds("fole.releases.grace", 10);
    var classSpace = new ClassSpace();
    Duration timeout = seconds("fole.releases.timeout", 60);
    var door = new Door(context);
    var stranger = new Stranger(door.key());
    var readiness = new Readiness(context, components, stranger);
    var installer = new Installer(context, classSpace);
    var settings = new Settings(configurations);
    this.inForce = new InForce(installer, settings);
    var reconciling = new Reconciling(installer, settings, classSpace, inForce);
    var change =
        new Switch(
            installer,
            settings,
            classSpace,
            readiness,
            new Shadow(context),
            new Rehearsal(context, readiness),
            timeout,
            steps,
            inForce);
    var pause = new Pause(installer, classSpace, readiness, door, timeout, steps);
    this.ledger = new Ledger(directory.resolve("changes"), steps);
    this.arrivals = new Arrivals(context, directory);
    this.present = new Present(features, shelf, steps);
    this.neighbours = new Neighbours(context, components);
    this.parts = new PartChanges(present, change, neighbours, reconciling);
    this.contracting = new Contracting(present, inForce, steps);
    this.starting = new Starting(present, shelf, inForce, reconciling, pause, parts, ledger);
    this.course =
        new Course(
            context.getBundle(0),
            features,
            arrivals,
            shelf,
            change,
            pause,
            steps,
            present,
            parts,
            contracting);
    this.orders = new Orders(turns, course, ledger, present, steps, grace, this::sweep);
    this.watch = new Watch(context, components, readiness, stranger);
    this.hook = context.registerService(ResolverHookFactory.class, classSpace, new Hashtable<>());
    turns.start(this::reconcile);
    Whiteboard.listen(context, whiteboard);
    lookAfter(SETTLED);
  }

  /** The journal has come: it gets what it lacks. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindTrail(Trail trail) {
    if (steps.isArmed() && trail.mode() == Mode.PRODUCTION) {
      LOG.error("{} is refused: this database is for production", Steps.HOLD_AT);
      steps.disarm();
    }
    ledger.trail(trail);
    turns.byItself(ledger::catchUp);
  }

  /** The store has gone. */
  void unbindTrail(Trail trail) {
    ledger.trailGone(trail);
  }

  /** Who can judge the signature of a release. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSignatures(Signatures signatures) {
    arrivals.signatures(signatures);
  }

  /** He has gone. */
  void unbindSignatures(Signatures signatures) {
    arrivals.signaturesGone(signatures);
  }

  /** What the database says about schemas. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindSchemas(Schemas schemas) {
    contracting.schemas(schemas);
  }

  /** The store has gone. */
  void unbindSchemas(Schemas schemas) {
    contracting.schemasGone(schemas);
  }

  /** Lets a step under way end; what is left over is put right at the next start. */
  @Deactivate
  void deactivate() throws InterruptedException {
    context.removeServiceListener(whiteboard);
    turns.end();
    hook.unregister();
  }

  @Override
  public Optional<Release> current() {
    return present.current();
  }

  @Override
  public List<Release> kept() {
    return present.kept();
  }

  @Override
  public List<Part> parts() {
    return parts.parts();
  }

  @Override
  public List<Operation> operations() {
    return ledger.operations();
  }

  @Override
  public List<String> stays(String part) {
    return neighbours.stays(present.part(part).name(), contracting.schemas());
  }

  @Override
  public List<String> contractions() {
    return contracting.contractions();
  }

  @Override
  public Plan plan(Path feature) {
    return plan(feature, false);
  }

  @Override
  public Plan plan(Path file, boolean downgrade) {
    return plan(file, downgrade, false);
  }

  @Override
  public Plan plan(Path file, boolean downgrade, boolean pause) {
    return turns.alone(() -> course.plan(file, downgrade, pause));
  }

  @Override
  public Release apply(Plan plan) {
    return orders.asHost(Order.apply(plan));
  }

  @Override
  public Release rollBack() {
    return orders.asHost(Order.of(Kind.ROLLBACK, ""));
  }

  @Override
  public Optional<Operation> begun(Actor by) {
    return ledger.claimed(by);
  }

  @Override
  public Operation begin(Actor by, Order order) {
    return orders.begin(by, order);
  }

  private void sweep() {
    inForce.sweep();
    parts.rest();
  }

  /** Once for any number of changes until then. */
  private void lookAfter(Duration time) {
    if (!turns.ended() && looking.compareAndSet(false, true)) {
      turns.later(
          time,
          () -> {
            looking.set(false);
            look();
          });
    }
  }

  private void look() {
    try {
      watch.look().ifPresent(this::lookAfter);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      LOG.warn("The applications could not be looked at", e);
    }
  }

  /** First start, later start, and start after a crash between two steps. */
  private void reconcile() {
    try {
      starting.recover();
      starting.start(Optional.ofNullable(context.getProperty("fole.release")).map(Path::of));
    } catch (IOException | BundleException | UncheckedIOException | Problem e) {
      LOG.error("The feature bundles could not be brought: {}", e.getMessage(), e);
    }
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
