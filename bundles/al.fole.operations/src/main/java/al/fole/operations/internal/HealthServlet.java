// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.felix.hc.api.Result;
import org.apache.felix.hc.api.ResultLog;
import org.apache.felix.hc.api.execution.HealthCheckExecutionOptions;
import org.apache.felix.hc.api.execution.HealthCheckExecutionResult;
import org.apache.felix.hc.api.execution.HealthCheckExecutor;
import org.apache.felix.hc.api.execution.HealthCheckSelector;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * {@code /health/live}: the process answers. {@code /health/ready}: every check passes or warns;
 * otherwise 503, naming what is missing.
 */
@Component(service = Servlet.class, configurationPid = "al.fole.operations")
@HttpWhiteboardServletPattern("/health/*")
public final class HealthServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final String JSON = "application/json";

  /** Not what was true two seconds ago. */
  private static final HealthCheckExecutionOptions NOW =
      new HealthCheckExecutionOptions().setForceInstantExecution(true);

  private final transient HealthCheckExecutor checks;
  private final transient Operators operators;

  /** Runs the checks with the executor's time limit. */
  @Activate
  public HealthServlet(@Reference HealthCheckExecutor checks, @Reference Operators operators) {
    this.checks = checks;
    this.operators = operators;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (!operators.admit(request, response)) {
      return;
    }
    switch (String.valueOf(request.getPathInfo())) {
      case "/live" -> Operators.answer(response, 200, JSON, "{\"status\":\"live\"}\n");
      case "/ready" -> ready(response);
      default -> Operators.answer(response, 404, JSON, "{\"status\":\"no such address\"}\n");
    }
  }

  private void ready(HttpServletResponse response) throws IOException {
    List<HealthCheckExecutionResult> results =
        checks.execute(HealthCheckSelector.tags(PartsCheck.READY), NOW).stream()
            .sorted(Comparator.comparing(HealthServlet::name))
            .toList();
    Operators.answer(response, isReady(results) ? 200 : 503, JSON, report(results));
  }

  /** A warning is for a person to read; it keeps no request away. */
  static boolean isReady(List<? extends HealthCheckExecutionResult> results) {
    return results.stream().allMatch(HealthServlet::isGood);
  }

  private static boolean isGood(HealthCheckExecutionResult result) {
    Result found = result.getHealthCheckResult();
    return found.isOk() || found.getStatus() == Result.Status.WARN && !result.hasTimedOut();
  }

  /** What is missing, what is to be read, and each check. */
  static String report(List<? extends HealthCheckExecutionResult> results) {
    StringBuilder text = new StringBuilder();
    text.append("{\"status\":\"").append(isReady(results) ? "ready" : "not ready");
    text.append("\",\"missing\":[");
    text.append(lines(results, false)).append("],\"warnings\":[").append(lines(results, true));
    text.append("],\"checks\":{");
    String comma = "";
    for (HealthCheckExecutionResult result : results) {
      text.append(comma).append(Json.string(name(result))).append(':').append(isGood(result));
      comma = ",";
    }
    return text.append("}}\n").toString();
  }

  private static String lines(
      List<? extends HealthCheckExecutionResult> results, boolean warnings) {
    List<String> lines = new ArrayList<>();
    for (HealthCheckExecutionResult result : results) {
      Result found = result.getHealthCheckResult();
      if (!found.isOk() && isGood(result) == warnings) {
        for (ResultLog.Entry entry : found) {
          if (entry.getStatus() != Result.Status.OK) {
            lines.add(Json.string(name(result) + ": " + entry.getMessage()));
          }
        }
      }
    }
    return String.join(",", lines);
  }

  private static String name(HealthCheckExecutionResult result) {
    return result.getHealthCheckMetadata().getName();
  }
}
