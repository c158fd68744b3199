// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.OperatingSystemMXBean;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Entries verified a second of CPU of all threads, beside the bare hashing of the same bytes in
 * turn; and a whole log in a process of its own with 512 MB, by the clock and in CPU seconds.
 */
class VerifyBench {
  private static final int SIZE = Integer.getInteger("fole.bench.entries", 200_000);
  private static final int LARGE = Integer.getInteger("fole.bench.large", 10_000_000);

  @TempDir Path temp = Path.of("");

  @Test
  void fullAgainstBareHashing() throws IOException {
    BulkLog.write(temp, SIZE, SIZE / 4);
    for (int round = 0; round < 5; round++) {
      double bare = seconds(() -> hash(SIZE));
      var out = new ByteArrayOutputStream();
      var print = new PrintStream(out, true, StandardCharsets.UTF_8);
      double full = seconds(() -> Verify.run(print, "full", temp.toString(), "--lang", "en"));
      assertTrue(out.toString(StandardCharsets.UTF_8).startsWith("sound: " + SIZE), out::toString);
      System.out.printf(
          Locale.ROOT,
          "full: %,.0f entries of %d bytes a CPU second, ratio to bare SHA-256 %.2f; load %.1f%n",
          SIZE / full,
          BulkLog.LEAF,
          bare / full,
          ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage());
    }
  }

  private static void hash(int entries) {
    var bytes = new byte[BulkLog.LEAF];
    var node = new byte[64];
    for (int i = 0; i < entries; i++) {
      Hash.leaf(bytes);
      Hash.leaf(node);
    }
  }

  private static double seconds(Runnable work) {
    var system = (OperatingSystemMXBean) ManagementFactory.getOperatingSystemMXBean();
    long before = system.getProcessCpuTime();
    work.run();
    return (system.getProcessCpuTime() - before) / 1e9;
  }

  @Test
  void completenessOfALargeLogInLittleMemory() throws Exception {
    BulkLog.write(temp, LARGE, LARGE / 3);
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    long start = System.nanoTime();
    var process =
        new ProcessBuilder(
                "sh",
                "-c",
                "\"$@\"; sound=$?; times; exit $sound",
                "sh",
                java,
                "-Xmx512m",
                "-cp",
                System.getProperty("java.class.path"),
                "al.fole.verify.Verify",
                "complete",
                temp.toString(),
                "--lang",
                "en")
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    System.out.printf(
        Locale.ROOT,
        "complete: %,d entries in %.1f s with 512 MB; load %.1f; %s (CPU user, system)%n",
        LARGE,
        (System.nanoTime() - start) / 1e9,
        ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
        said.strip());
    try (var files = Files.list(temp)) {
      assertEquals(List.of("checkpoint", "tile", "vkey"), names(files.toList()));
    }
  }

  private static List<String> names(List<Path> files) {
    return files.stream().map(file -> file.getFileName().toString()).sorted().toList();
  }
}
