// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;
import org.openjdk.jmh.runner.options.VerboseMode;
import org.openjdk.jmh.util.Statistics;

/** A decision in nanoseconds, beside jCasbin with the same rows in the same run. */
class DecisionBench {
  private static final int FORKS = Integer.getInteger("fole.bench.forks", 2);
  private static final int ITERATIONS = Integer.getInteger("fole.bench.rounds", 10);

  @Test
  void aDecisionBesideJCasbin(@TempDir Path directory) throws Exception {
    Path rows = directory.resolve("rows");
    List<String> lines;
    try (var in = new RightsWorld()) {
      lines = in.world.texts(RightsRow.SQL);
    }
    Files.write(rows, lines);
    var options =
        new OptionsBuilder()
            .include("^" + Pattern.quote(DecisionSpeed.class.getName()) + "\\.")
            .param("rows", rows.toString())
            .jvmArgs("-Xmx512m")
            .forks(FORKS)
            .warmupIterations(5)
            .warmupTime(TimeValue.seconds(1))
            .measurementIterations(ITERATIONS)
            .measurementTime(TimeValue.seconds(1))
            .shouldFailOnError(true)
            .verbosity(VerboseMode.SILENT)
            .build();
    Map<String, Statistics> times = new TreeMap<>();
    for (RunResult result : new Runner(options).run()) {
      times.put(result.getPrimaryResult().getLabel(), result.getPrimaryResult().getStatistics());
    }
    assertEquals(2, times.size());
    System.out.printf("A decision from %,d rows, %s%n", lines.size(), machine());
    times.forEach(
        (name, of) ->
            System.out.printf(
                Locale.ROOT,
                "%-8s median %,.0f ns (%,.0f–%,.0f)%n",
                name,
                of.getPercentile(50),
                of.getMin(),
                of.getMax()));
    assertTrue(times.values().stream().allMatch(of -> of.getPercentile(50) > 0));
  }

  private static String machine() throws IOException {
    var cpuinfo = Path.of("/proc/cpuinfo");
    var model =
        Files.isReadable(cpuinfo)
            ? Files.readAllLines(cpuinfo).stream()
                .filter(line -> line.startsWith("model name"))
                .findFirst()
                .map(line -> line.substring(line.indexOf(':') + 1).trim())
                .orElse("unknown processor")
            : "unknown processor";
    var system = ManagementFactory.getOperatingSystemMXBean();
    return "%s, %d processors, load %.1f, Java %s"
        .formatted(
            model,
            system.getAvailableProcessors(),
            system.getSystemLoadAverage(),
            Runtime.version().feature());
  }
}
