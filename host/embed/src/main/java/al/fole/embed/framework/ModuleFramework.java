// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed.framework;

import java.io.IOException;
import java.io.PrintStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Hashtable;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The OSGi framework in this process. */
public final class ModuleFramework implements AutoCloseable {

  /** Stopped before everything else: no new request, and no reload while the parts go. */
  private static final List<String> DOORS =
      List.of(
          "org.apache.felix.http.jetty12",
          "org.apache.felix.http.bridge",
          "org.eclipse.osgitech.rest.servlet.whiteboard");

  private static final Logger LOG = LoggerFactory.getLogger(ModuleFramework.class);
  private static final long PATIENCE_MILLIS = TimeUnit.SECONDS.toMillis(30);

  private final Framework framework;
  private final List<Bundle> installed = new ArrayList<>();
  private final Map<Long, String> reasons = new ConcurrentHashMap<>();

  private ModuleFramework(Framework framework) {
    this.framework = framework;
  }

  /**
   * Makes a framework that runs nothing yet. From here on this thread, and those the framework
   * starts, have no context class loader that sees the launcher's own copies of libraries.
   */
  public static ModuleFramework create(Map<String, String> properties) throws BundleException {
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class, ModuleFramework.class.getClassLoader())
            .findFirst()
            .orElseThrow()
            .newFramework(properties);
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    framework.init();
    return new ModuleFramework(framework);
  }

  /** The context of the framework itself. */
  public BundleContext context() {
    return framework.getBundleContext();
  }

  /** From now on warnings and errors of the framework's own log go to SLF4J. */
  public void tellErrors() {
    new FrameworkLog(context()).open();
  }

  /** Registers an object of the program under one of the contracts both know. */
  public void lend(Class<?> contract, Object service, Map<String, String> properties) {
    context().registerService(contract.getName(), service, new Hashtable<>(properties));
  }

  /** Whether a bundle has registered a service of this type, which the program need not know. */
  public boolean offers(String type) {
    try {
      return context().getAllServiceReferences(type, null) != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** What is not as it should be: of the module's own checks, and of these routes. */
  public List<String> missing(List<String> routes) {
    return Health.missing(context(), routes);
  }

  /** Installs bundles with their start levels and marks them to start when theirs is reached. */
  public void install(List<Release.Jar> jars) throws BundleException, IOException {
    BundleContext context = framework.getBundleContext();
    for (Release.Jar jar : jars) {
      Bundle bundle = context.installBundle("reference:" + jar.file().toUri());
      bundle.adapt(BundleStartLevel.class).setStartLevel(jar.level());
      installed.add(bundle);
    }
  }

  /** Starts the framework and every installed bundle up to the level. */
  public void start(int level) throws BundleException, InterruptedException {
    framework.start();
    framework.getBundleContext().addFrameworkListener(this::heard);
    for (Bundle bundle : installed) {
      if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
      }
    }
    chooseLogger();
    raise(level);
  }

  /**
   * Lets SLF4J find its provider while this is the only thread: two that ask first at the same time
   * are not both given the real one, and the bridge of the framework's log insists on it.
   */
  private void chooseLogger() throws BundleException {
    for (Bundle bundle : installed) {
      if ("slf4j.api".equals(bundle.getSymbolicName())) {
        try {
          bundle.loadClass("org.slf4j.LoggerFactory").getMethod("getILoggerFactory").invoke(null);
        } catch (ReflectiveOperationException e) {
          throw new BundleException("no logger", e);
        }
      }
    }
  }

  /** Raises the start level and waits until it is reached. */
  public void raise(int level) throws InterruptedException {
    CountDownLatch reached = new CountDownLatch(1);
    framework
        .adapt(FrameworkStartLevel.class)
        .setStartLevel(
            level,
            event -> {
              if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
                reached.countDown();
              }
            });
    reached.await();
  }

  /**
   * Bundles that were to run and do not, each with what it said. One in whose place lifecycle has
   * started that of the release in force has not failed; while it does so it is waited for.
   */
  public List<String> failed() {
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (true) {
      boolean paused = isPaused();
      List<String> failed = notRunning();
      boolean settled = !paused && !isPaused();
      if (failed.isEmpty() || settled || System.nanoTime() > end) {
        return failed;
      }
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(20));
    }
  }

  private List<String> notRunning() {
    Set<String> running =
        Arrays.stream(framework.getBundleContext().getBundles())
            .filter(ModuleFramework::runs)
            .map(Bundle::getSymbolicName)
            .collect(Collectors.toSet());
    return installed.stream()
        .filter(bundle -> bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null)
        .filter(bundle -> !running.contains(bundle.getSymbolicName()))
        .map(bundle -> bundle.getSymbolicName() + said(bundle))
        .toList();
  }

  private static boolean runs(Bundle bundle) {
    return bundle.getState() == Bundle.ACTIVE || bundle.getState() == Bundle.STARTING;
  }

  /** Lifecycle says so by a service of a JDK type, as it does to the fallback. */
  private boolean isPaused() {
    try {
      return framework
              .getBundleContext()
              .getAllServiceReferences(Predicate.class.getName(), "(fole.parts=pause)")
          != null;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private String said(Bundle bundle) {
    String reason = reasons.get(bundle.getBundleId());
    return reason == null ? "" : " (" + reason + ")";
  }

  /** Keeps what a bundle says that does not start. */
  private void heard(FrameworkEvent event) {
    if (event.getType() == FrameworkEvent.ERROR) {
      Throwable cause = event.getThrowable();
      LOG.error("{} reports an error", event.getBundle(), cause);
      while (cause.getCause() != null) {
        cause = cause.getCause();
      }
      reasons.put(
          event.getBundle().getBundleId(),
          String.valueOf(cause.getMessage()).replaceFirst("\\.$", ""));
    }
  }

  /** Writes why parts are not there. */
  public void diagnose(PrintStream out) {
    Diagnosis.of(framework.getBundleContext()).forEach(out::println);
  }

  /** What parts said that could not start; empty while all may still come. */
  public List<String> refusals() {
    return Diagnosis.refusals(framework.getBundleContext());
  }

  /** Waits until somebody stops the framework. */
  public void await() throws InterruptedException {
    framework.waitForStop(0);
  }

  @Override
  public void close() throws BundleException, InterruptedException {
    for (Bundle bundle : installed) {
      if (DOORS.contains(bundle.getSymbolicName()) && bundle.getState() == Bundle.ACTIVE) {
        bundle.stop(Bundle.STOP_TRANSIENT);
      }
    }
    framework.stop();
    framework.waitForStop(PATIENCE_MILLIS);
  }
}
