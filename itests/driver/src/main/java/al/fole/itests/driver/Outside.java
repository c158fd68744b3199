// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import java.lang.reflect.Constructor;
import java.util.Optional;
import java.util.concurrent.CancellationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ExtensionContext.Store;
import org.opentest4j.TestAbortedException;

/** Outside: keeps one framework and passes tests into it. */
final class Outside {

  private static final Namespace NAMESPACE = Namespace.create(Outside.class);

  private Outside() {}

  /** The framework that runs; closed when another is wanted and at the end of the test run. */
  private static final class Current implements AutoCloseable, Store.CloseableResource {

    private @Nullable Class<?> description;
    private @Nullable RunningContainer running;

    RunningContainer of(Class<? extends ContainerDescription> wanted) throws Exception {
      RunningContainer present = running;
      if (present != null && wanted.equals(description)) {
        return present;
      }
      close();
      Constructor<? extends ContainerDescription> make = wanted.getDeclaredConstructor();
      make.setAccessible(true);
      RunningContainer started = RunningContainer.start(make.newInstance().container());
      running = started;
      description = wanted;
      return started;
    }

    @Override
    public void close() {
      if (running != null) {
        running.close();
        running = null;
      }
    }
  }

  static void enter(ExtensionContext context) throws Exception {
    Class<?> test = context.getRequiredTestClass();
    Optional<ExtensionContext> outer =
        context.getParent().filter(parent -> parent.getTestClass().isPresent());
    if (outer.isPresent()) {
      return; // a nested class: its outer class brought both in
    }
    InFramework where = test.getAnnotation(InFramework.class);
    if (where == null) {
      throw new IllegalStateException(test.getName() + " carries no @InFramework");
    }
    RunningContainer container = current(context).of(where.value());
    container.bringIn(test);
  }

  static void leave(ExtensionContext context) {
    if (context.getParent().flatMap(ExtensionContext::getTestClass).isEmpty()) {
      running(context).takeOut();
    }
  }

  /** Runs the test inside and throws what it throws. */
  static void run(ExtensionContext context) {
    try {
      running(context).run(context.getUniqueId());
    } catch (CancellationException e) {
      throw new TestAbortedException(e.getMessage());
    }
  }

  private static RunningContainer running(ExtensionContext context) {
    RunningContainer running = current(context).running;
    if (running == null) {
      throw new IllegalStateException("no framework runs");
    }
    return running;
  }

  private static Current current(ExtensionContext context) {
    return context
        .getRoot()
        .getStore(NAMESPACE)
        .getOrComputeIfAbsent(Current.class, key -> new Current(), Current.class);
  }
}
