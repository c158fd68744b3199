// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.lang.reflect.Proxy;
import java.util.Date;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.Result.Status;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckMetadata;
import org.junit.jupiter.api.Test;
import org.osgi.framework.ServiceReference;

/** What keeps a host from being ready, and what is only to be read. */
class HealthServletTest {

  private static HealthCheckExecutionResult check(String name, Status status, boolean timedOut) {
    var reference =
        (ServiceReference<?>)
            Proxy.newProxyInstance(
                HealthServletTest.class.getClassLoader(),
                new Class<?>[] {ServiceReference.class},
                (proxy, method, arguments) ->
                    arguments == null
                        ? null
                        : switch (String.valueOf(arguments[0])) {
                          case "hc.name" -> name;
                          case "service.id" -> 1L;
                          default -> null;
                        });
    var metadata = new HealthCheckMetadata(reference);
    return new HealthCheckExecutionResult() {
      @Override
      public Result getHealthCheckResult() {
        return new Result(status, "said by " + name);
      }

      @Override
      public long getElapsedTimeInMs() {
        return 1;
      }

      @Override
      public Date getFinishedAt() {
        return new Date(0);
      }

      @Override
      public boolean hasTimedOut() {
        return timedOut;
      }

      @Override
      public HealthCheckMetadata getHealthCheckMetadata() {
        return metadata;
      }
    };
  }

  @Test
  void aWarningIsToldAndKeepsNoRequestAway() {
    var results = List.of(check("disk", Status.OK, false), check("signers", Status.WARN, false));
    assertTrue(HealthServlet.isReady(results));
    assertEquals(
        "{\"status\":\"ready\",\"missing\":[],\"warnings\":[\"signers: said by signers\"],"
            + "\"checks\":{\"disk\":true,\"signers\":true}}\n",
        HealthServlet.report(results));
  }

  @Test
  void whatIsMissingIsNamed() {
    var results = List.of(check("disk", Status.CRITICAL, false), check("log", Status.OK, false));
    assertFalse(HealthServlet.isReady(results));
    assertEquals(
        "{\"status\":\"not ready\",\"missing\":[\"disk: said by disk\"],\"warnings\":[],"
            + "\"checks\":{\"disk\":false,\"log\":true}}\n",
        HealthServlet.report(results));
  }

  @Test
  void aCheckThatDoesNotAnswerInTimeIsNoWarning() {
    assertFalse(HealthServlet.isReady(List.of(check("database", Status.WARN, true))));
  }
}
