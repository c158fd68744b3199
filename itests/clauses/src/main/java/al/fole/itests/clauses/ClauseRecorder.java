// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.clauses;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.platform.engine.TestExecutionResult;
import org.junit.platform.engine.support.descriptor.MethodSource;
import org.junit.platform.launcher.TestExecutionListener;
import org.junit.platform.launcher.TestIdentifier;
import org.junit.platform.launcher.TestPlan;

/** Writes one line for each clause a test has spoken for: {@code target/clauses/<run>.csv}. */
public final class ClauseRecorder implements TestExecutionListener {
  private final List<String> lines = new ArrayList<>();

  @Override
  public synchronized void executionFinished(TestIdentifier test, TestExecutionResult result) {
    test.getSource()
        .filter(source -> test.isTest() && source instanceof MethodSource)
        .map(MethodSource.class::cast)
        .ifPresent(
            source ->
                clauses(source)
                    .forEach(
                        clause ->
                            lines.add(
                                String.join(
                                    ",",
                                    clause,
                                    source.getClassName(),
                                    source.getMethodName(),
                                    result.getStatus().name()))));
  }

  private static Stream<String> clauses(MethodSource source) {
    return Stream.of(source.getJavaMethod(), source.getJavaClass())
        .flatMap(element -> Arrays.stream(element.getAnnotationsByType(Clause.class)))
        .map(Clause::value)
        .distinct();
  }

  @Override
  public synchronized void testPlanExecutionFinished(TestPlan plan) {
    if (lines.isEmpty()) {
      return;
    }
    try {
      var directory = Files.createDirectories(Path.of("target", "clauses"));
      Files.write(directory.resolve(UUID.randomUUID() + ".csv"), lines);
      lines.clear();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
