// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.embed;

import java.io.IOException;
import java.io.ObjectStreamClass;
import java.io.UncheckedIOException;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.wiring.BundleWiring;

/** What a module that was closed could leave behind: threads, open files, classes. */
final class Remains {
  private static final long PATIENCE_SECONDS = 20;

  private final Set<Thread> threads = new HashSet<>(Thread.getAllStackTraces().keySet());
  private final Path data;

  /** Before the module starts. */
  Remains(Path data) {
    this.data = data;
  }

  /** The class loaders of all bundles that run, held weakly. */
  static List<WeakReference<ClassLoader>> loaders(BundleContext context) {
    List<WeakReference<ClassLoader>> loaders = new ArrayList<>();
    for (Bundle bundle : context.getBundles()) {
      var wiring = bundle.adapt(BundleWiring.class);
      if (bundle.getBundleId() != 0 && wiring != null && wiring.getClassLoader() != null) {
        loaders.add(new WeakReference<>(wiring.getClassLoader()));
      }
    }
    return loaders;
  }

  /** Class loaders that are still there after the collector has run. */
  static Set<String> alive(List<WeakReference<ClassLoader>> loaders) throws InterruptedException {
    Set<String> alive = Set.of("unknown");
    for (int i = 0; i < 10 * PATIENCE_SECONDS && !alive.isEmpty(); i++) {
      System.gc();
      // The JDK lets go of serialized classes that were collected when it is next asked for one.
      ObjectStreamClass.lookup(RegistryPage.class);
      TimeUnit.MILLISECONDS.sleep(100);
      alive = new TreeSet<>();
      for (var loader : loaders) {
        var there = loader.get();
        if (there != null) {
          alive.add(there.toString());
        }
      }
    }
    return alive;
  }

  /** Threads that were not there before and do not end. */
  Set<String> newThreads() throws InterruptedException {
    Set<String> left = Set.of("unknown");
    for (int i = 0; i < 10 * PATIENCE_SECONDS && !left.isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(100);
      left = new TreeSet<>();
      for (var thread : Thread.getAllStackTraces().keySet()) {
        if (!threads.contains(thread) && thread.isAlive() && !ofParent(thread)) {
          left.add(thread.getName());
        }
      }
    }
    return left;
  }

  /** Those of the parent's web server, of the test's own client and of the virtual machine. */
  private static boolean ofParent(Thread thread) {
    var name = thread.getName();
    return name.startsWith("qtp")
        || name.startsWith("HttpClient-")
        || name.startsWith("Scheduler-")
        || name.startsWith("Cleaner-")
        || name.startsWith("Common-Cleaner");
  }

  /** Files in the module's directory that are still open; of this process, where /proc tells. */
  Set<String> openFiles() {
    Set<String> open = new TreeSet<>();
    var descriptors = Path.of("/proc/self/fd");
    if (Files.isDirectory(descriptors)) {
      try (var all = Files.list(descriptors)) {
        for (Path one : all.toList()) {
          var file = Files.isSymbolicLink(one) ? Files.readSymbolicLink(one) : one;
          if (file.startsWith(data)) {
            open.add(file.toString());
          }
        }
      } catch (java.nio.file.NoSuchFileException gone) {
        return openFiles();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
    return open;
  }
}
