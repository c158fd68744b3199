// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.ops4j.pax.exam.ExamSystem;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.TestAddress;
import org.ops4j.pax.exam.TestContainer;
import org.ops4j.pax.exam.TestProbeBuilder;
import org.ops4j.pax.exam.nat.internal.NativeTestContainer;
import org.ops4j.pax.exam.spi.DefaultExamSystem;
import org.ops4j.pax.exam.spi.PaxExamRuntime;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;

/** A framework that runs, its database, and the test that is inside. */
final class RunningContainer implements AutoCloseable {

  private static final long PATIENCE_NANOS = 30_000_000_000L;

  private final ExamSystem system;
  private final TestContainer container;
  private final Path work;
  private final Optional<TestDatabase> database;
  private @Nullable TestAddress address;

  private RunningContainer(
      ExamSystem system, TestContainer container, Path work, Optional<TestDatabase> database) {
    this.system = system;
    this.container = container;
    this.work = work;
    this.database = database;
  }

  static RunningContainer start(FoleContainer description) throws IOException {
    Path target = Files.createDirectories(Path.of("target").toAbsolutePath());
    Path work = Files.createTempDirectory(target, "framework-");
    Optional<TestDatabase> database = description.openDatabase();
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    TestContainer container = null;
    boolean started = false;
    try {
      List<Option> options = description.options(work, database);
      ExamSystem system = DefaultExamSystem.create(options.toArray(Option[]::new));
      container = PaxExamRuntime.createContainer(system);
      thread.setContextClassLoader(new OnlyPaxResources(RunningContainer.class.getClassLoader()));
      container.start();
      requireActive((NativeTestContainer) container);
      started = true;
      return new RunningContainer(system, container, work, database);
    } finally {
      thread.setContextClassLoader(before);
      if (!started) {
        if (container != null) {
          container.stop();
        }
        database.ifPresent(TestDatabase::close);
      }
    }
  }

  /**
   * A bundle that did not start is a failure here, not a puzzle in a test; what lifecycle brings
   * may still be on its way.
   */
  private static void requireActive(NativeTestContainer container) {
    long end = System.nanoTime() + PATIENCE_NANOS;
    List<String> idle = idle(container);
    while (!idle.isEmpty() && System.nanoTime() < end) {
      LockSupport.parkNanos(10_000_000);
      idle = idle(container);
    }
    if (!idle.isEmpty()) {
      throw new IllegalStateException("did not start: " + idle);
    }
  }

  private static List<String> idle(NativeTestContainer container) {
    List<String> idle = new ArrayList<>();
    for (Bundle bundle : container.getSystemBundle().getBundleContext().getBundles()) {
      boolean fragment = bundle.getHeaders("").get(Constants.FRAGMENT_HOST) != null;
      int state = bundle.getState();
      if (!fragment && state != Bundle.ACTIVE && state != Bundle.STARTING) {
        idle.add(bundle.getSymbolicName());
      }
    }
    return idle;
  }

  /** Brings the test class, with everything beside it, into the framework. */
  void bringIn(Class<?> test) throws IOException {
    TestProbeBuilder probe = system.createProbe();
    address = probe.addTest(test, "*");
    try (InputStream bundle = probe.build().getStream()) {
      container.installProbe(bundle);
    }
  }

  void takeOut() {
    if (address != null) {
      container.uninstallProbe();
      address = null;
    }
  }

  void run(String uniqueId) {
    TestAddress entry = address;
    if (entry == null) {
      throw new IllegalStateException("no test is inside");
    }
    container.call(
        new TestAddress() {
          @Override
          public TestAddress root() {
            return entry;
          }

          @Override
          public String identifier() {
            return uniqueId;
          }

          @Override
          public String caption() {
            return uniqueId;
          }

          @Override
          public Object[] arguments() {
            return new Object[] {uniqueId};
          }
        });
  }

  @Override
  public void close() {
    try {
      container.stop();
    } finally {
      database.ifPresent(TestDatabase::close);
    }
    try (Stream<Path> files = Files.walk(work)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.deleteIfExists(file);
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
