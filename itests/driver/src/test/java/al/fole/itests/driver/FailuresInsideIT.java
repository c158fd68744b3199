// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.TestExecutionResult.Status;
import org.junit.platform.engine.discovery.DiscoverySelectors;
import org.junit.platform.launcher.LauncherDiscoveryRequest;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;

/** Runs failing tests through JUnit, as a build does, and looks at what a developer gets to see. */
class FailuresInsideIT {

  @Test
  void whatFailsInsideFailsOutsideWithFileAndLine() {
    Map<String, TestExecutionResult> results = run(FailingAssertions.class);
    assertEquals(Status.SUCCESSFUL, result(results, "passes()").getStatus());

    Throwable failure = thrown(results, "failsInside()", Status.FAILED);
    assertTrue(failure instanceof AssertionError, failure::toString);
    assertEquals("seen outside ==> expected: <expected> but was: <actual>", failure.getMessage());
    assertTrue(isOf(failure, "FailingInside.java", "failsInside"));

    Throwable error = thrown(results, "throwsInside()", Status.FAILED);
    assertEquals("thrown inside", error.getMessage());
    assertTrue(isOf(error, "FailingInside.java", "throwsInside"));

    Throwable aborted = thrown(results, "givesUp()", Status.ABORTED);
    assertTrue(String.valueOf(aborted.getMessage()).contains("gave up inside"), aborted::toString);
  }

  @Test
  void aServiceThatDoesNotComeIsNamed() {
    Throwable failure =
        thrown(run(FailingInside.class), "needsAServiceThatNeverComes()", Status.FAILED);
    assertEquals(
        "not within PT1S for the service java.lang.Runnable (never=there)", failure.getMessage());
  }

  private static boolean isOf(Throwable thrown, String file, String method) {
    for (StackTraceElement at : thrown.getStackTrace()) {
      if (file.equals(at.getFileName()) && method.equals(at.getMethodName())) {
        return at.getLineNumber() > 0;
      }
    }
    return false;
  }

  private static Throwable thrown(
      Map<String, TestExecutionResult> results, String method, Status status) {
    TestExecutionResult result = result(results, method);
    assertEquals(status, result.getStatus(), method);
    return result.getThrowable().orElseThrow();
  }

  private static TestExecutionResult result(
      Map<String, TestExecutionResult> results, String method) {
    TestExecutionResult result = results.get(method);
    if (result == null) {
      throw new AssertionError(method + " did not run: " + results.keySet());
    }
    return result;
  }

  private static Map<String, TestExecutionResult> run(Class<?> test) {
    Map<String, TestExecutionResult> results = new HashMap<>();
    LauncherDiscoveryRequest request =
        LauncherDiscoveryRequestBuilder.request()
            .selectors(DiscoverySelectors.selectClass(test))
            .build();
    LauncherFactory.create()
        .execute(
            request,
            new TestExecutionListener() {
              @Override
              public void executionFinished(TestIdentifier id, TestExecutionResult result) {
                results.put(id.getLegacyReportingName(), result);
              }
            });
    return results;
  }
}
