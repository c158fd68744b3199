// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Releases;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;

/** A host in a process of its own that applies a release and stands still at a point of it. */
final class MortalHost {

  /** Said when the point is reached. */
  static final String HERE = "here";

  /** Applies a release with another platform. */
  static final String PAUSE = "PAUSE";

  /** The platform bundle of the host that does. */
  static final String PLATFORM = "al.fole.audit";

  /** Where a change of release can be cut off. */
  enum Point {
    CONTRACTS_INSTALLED(BundleEvent.INSTALLED, "al.fole.api", "9.0.0", false),
    CONTRACTS_STARTED(BundleEvent.STARTED, "al.fole.api", "9.0.0", false),
    INSTALLED(BundleEvent.INSTALLED, "al.fole.people", "1.1.0", false),
    STARTED(BundleEvent.STARTED, "al.fole.people", "1.1.0", false),
    OLD_STOPPING(BundleEvent.STOPPING, "al.fole.people", "1.0.0", true),
    OLD_STOPPED(BundleEvent.STOPPED, "al.fole.people", "1.0.0", true),
    OLD_UNINSTALLED(BundleEvent.UNINSTALLED, "al.fole.people", "1.0.0", true);

    private final int event;
    private final String bundle;
    private final String version;

    /** Whether the pointer has moved by then. */
    final boolean committed;

    Point(int event, String bundle, String version, boolean committed) {
      this.event = event;
      this.bundle = bundle;
      this.version = version;
      this.committed = committed;
    }
  }

  private MortalHost() {}

  public static void main(String[] arguments) {
    try {
      run(arguments);
    } catch (RuntimeException | Error e) {
      // The framework has threads that would keep this process from ending.
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }

  private static void run(String[] arguments) {
    Path data = Path.of(arguments[0]);
    Path first = Path.of(arguments[1]);
    Path next = Path.of(arguments[2]);
    if (arguments[3].equals("APPLY") || arguments[3].equals("ROLLBACK")) {
      change(data, first, next, arguments[3].equals("APPLY"));
    }
    if (arguments[3].equals(PAUSE)) {
      pause(data, first, next);
    }
    Point point = Point.valueOf(arguments[3]);
    SampleHost host = SampleHost.boot(data, first, true);
    Releases releases = host.settled();
    host.context.addBundleListener(
        (SynchronousBundleListener)
            event -> {
              if (event.getType() == point.event
                  && event.getBundle().getSymbolicName().equals(point.bundle)
                  && event.getBundle().getVersion().toString().equals(point.version)) {
                standStill();
              }
            });
    releases.apply(releases.plan(next));
    // The old bundle is uninstalled after this.
    park();
  }

  /** A change that is held by lifecycle itself, at a numbered step. */
  private static void change(Path data, Path first, Path next, boolean ahead) {
    Releases releases = SampleHost.boot(data, first, false).releases();
    var plan = releases.plan(next, true);
    if (ahead) {
      releases.apply(plan);
    } else {
      releases.rollBack();
    }
    throw new IllegalStateException("not held");
  }

  /** The same, where the platform changes too. */
  private static void pause(Path data, Path first, Path next) {
    SampleHost host = SampleHost.onPlatform(data, first, false, "1.0.0", PLATFORM);
    Releases releases = host.settled();
    releases.apply(releases.plan(next, true, true));
    throw new IllegalStateException("not held");
  }

  private static void standStill() {
    System.out.println(HERE);
    park();
  }

  private static void park() {
    while (true) {
      LockSupport.park();
    }
  }
}
