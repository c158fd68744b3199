// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.ref.WeakReference;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/** Follows feature bundles that stop, and tells what is left of them once they have gone. */
final class Leftovers implements AutoCloseable {

  /** The clients of the test, and the HTTP server's, whose number follows the load. */
  private static final Pattern BREATHING = Pattern.compile("HttpClient-.*|qtp.*|client|clock");

  private final LiveHost host;
  private final Map<String, WeakReference<?>> gone = new ConcurrentHashMap<>();
  private final SynchronousBundleListener listener = this::stopping;

  /**
   * What a JVM holds.
   *
   * @param threads how many of each name, numbers left out, without those that follow the load
   * @param files open files, numbers left out; without sockets and selectors, which the clients of
   *     the test have as well
   * @param connections to the database
   */
  record Held(
      long classes,
      long metaspace,
      long heap,
      Map<String, Long> threads,
      List<String> files,
      long connections) {

    /** What came since then: threads and files by name; nothing else is looked at. */
    List<String> since(Held before) {
      List<String> more = new ArrayList<>(files);
      before.files.forEach(more::remove);
      threads.forEach(
          (name, count) -> {
            for (long n = before.threads.getOrDefault(name, 0L); n < count; n++) {
              more.add("thread " + name);
            }
          });
      return more;
    }

    @Override
    public String toString() {
      return "%d classes, metaspace %d kB, heap %d kB, %d threads, %d files, %d connections"
          .formatted(
              classes,
              metaspace / 1024,
              heap / 1024,
              threads.values().stream().mapToLong(n -> n).sum(),
              files.size(),
              connections);
    }
  }

  Leftovers(LiveHost host) {
    this.host = host;
    host.context.addBundleListener(listener);
  }

  private void stopping(BundleEvent event) {
    Bundle bundle = event.getBundle();
    if (event.getType() == BundleEvent.STOPPING && bundle.getLocation().startsWith("fole:")) {
      ClassLoader loader = bundle.adapt(BundleWiring.class).getClassLoader();
      follow(bundle + " #" + bundle.getBundleId() + ", " + (followed() + 1), loader);
    }
  }

  /** Follows something else that is about to go. */
  void follow(String name, Object held) {
    gone.put(name, new WeakReference<>(held));
  }

  /** How many have stopped. */
  int followed() {
    return gone.size();
  }

  /** What can still be reached after the collector has run for so long: bundles by their loader. */
  List<String> reachable(Duration patience) {
    return reachable(0, patience);
  }

  /** What can still be reached as soon as it is no more than so many, or at the end. */
  List<String> reachable(int atMost, Duration patience) {
    long end = System.nanoTime() + patience.toNanos();
    List<String> left = left();
    while (left.size() > atMost && System.nanoTime() < end) {
      System.gc();
      LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(200));
      left = left();
    }
    return left;
  }

  private List<String> left() {
    return gone.entrySet().stream()
        .filter(entry -> entry.getValue().get() != null)
        .map(Map.Entry::getKey)
        .sorted()
        .toList();
  }

  /** After the collector has run. */
  Held held() throws SQLException {
    for (int i = 0; i < 3; i++) {
      System.gc();
    }
    long metaspace =
        ManagementFactory.getMemoryPoolMXBeans().stream()
            .filter(pool -> pool.getName().equals("Metaspace"))
            .mapToLong(pool -> pool.getUsage().getUsed())
            .sum();
    return new Held(
        ManagementFactory.getClassLoadingMXBean().getLoadedClassCount(),
        metaspace,
        ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed(),
        threads(),
        files(),
        connections());
  }

  private static Map<String, Long> threads() {
    return Thread.getAllStackTraces().keySet().stream()
        .map(thread -> thread.getName().replaceAll("\\d+", "#"))
        .filter(name -> !BREATHING.matcher(name).matches())
        .collect(Collectors.groupingBy(name -> name, TreeMap::new, Collectors.counting()));
  }

  private static List<String> files() {
    List<String> files = new ArrayList<>();
    try (var handles = Files.list(Path.of("/proc/self/fd"))) {
      for (Path handle : handles.toList()) {
        try {
          String file = Files.readSymbolicLink(handle).toString();
          if (!file.startsWith("socket:") && !file.startsWith("anon_inode:")) {
            files.add(file.replaceAll("\\d+", "#"));
          }
        } catch (NoSuchFileException e) {
          Objects.requireNonNull(e); // closed meanwhile
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return files;
  }

  private long connections() throws SQLException {
    try (Connection connection = host.database.superuser().getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows =
            statement.executeQuery(
                "select count(*) from pg_stat_activity where datname = current_database()")) {
      rows.next();
      return rows.getLong(1);
    }
  }

  @Override
  public void close() {
    host.context.removeBundleListener(listener);
  }
}
