// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CancellationException;
import org.junit.jupiter.engine.JupiterTestEngine;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherConfig;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.ops4j.pax.exam.ProbeInvoker;
import org.osgi.framework.Bundle;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Inside: runs the one test that the outside names by JUnit's unique id. What the test throws is
 * thrown on; both sides share the classes of the JDK only, so a test that gave up is a {@link
 * CancellationException}.
 */
public final class InsideInvoker implements ProbeInvoker {

  private static final LauncherConfig JUPITER =
      LauncherConfig.builder()
          .enableTestEngineAutoRegistration(false)
          .enableLauncherSessionListenerAutoRegistration(false)
          .enableLauncherDiscoveryListenerAutoRegistration(false)
          .enablePostDiscoveryFilterAutoRegistration(false)
          .enableTestExecutionListenerAutoRegistration(false)
          .addTestEngines(new JupiterTestEngine())
          .build();

  private final Bundle probe;

  InsideInvoker(Bundle probe) {
    this.probe = probe;
  }

  @Override
  public void call(Object... arguments) {
    String id = (String) arguments[0];
    Thread thread = Thread.currentThread();
    ClassLoader before = thread.getContextClassLoader();
    thread.setContextClassLoader(probe.adapt(BundleWiring.class).getClassLoader());
    try {
      LauncherDiscoveryRequest request =
          LauncherDiscoveryRequestBuilder.request()
              .selectors(DiscoverySelectors.selectUniqueId(id))
              .build();
      Outcome outcome = new Outcome();
      LauncherFactory.create(JUPITER).execute(request, outcome);
      outcome.report(id);
    } finally {
      thread.setContextClassLoader(before);
    }
  }

  /** What came of the test and of everything around it. */
  private static final class Outcome implements TestExecutionListener {

    private final List<Throwable> failures = new ArrayList<>();
    private final List<String> given = new ArrayList<>();
    private int tests;

    @Override
    public void executionSkipped(TestIdentifier test, String reason) {
      given.add(reason);
    }

    @Override
    public void executionFinished(TestIdentifier test, TestExecutionResult result) {
      tests += test.isTest() ? 1 : 0;
      switch (result.getStatus()) {
        case FAILED ->
            failures.add(result.getThrowable().orElseGet(() -> new AssertionError("failed")));
        case ABORTED -> given.add(result.getThrowable().map(String::valueOf).orElse("gave up"));
        case SUCCESSFUL -> {}
      }
    }

    void report(String id) {
      if (!failures.isEmpty()) {
        Throwable first = failures.get(0);
        failures.stream().skip(1).forEach(first::addSuppressed);
        throw Outcome.<RuntimeException>asIs(first);
      }
      if (!given.isEmpty()) {
        throw new CancellationException(given.get(0));
      }
      if (tests != 1) {
        throw new IllegalStateException(tests + " tests inside for " + id);
      }
    }

    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"})
    private static <T extends Throwable> T asIs(Throwable thrown) throws T {
      throw (T) thrown;
    }
  }
}
