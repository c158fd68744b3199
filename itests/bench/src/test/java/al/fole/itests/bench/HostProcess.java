// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.io.Writer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The archive as a process of its own, in demonstration mode without people, with its embedded
 * PostgreSQL in the data directory; it waits for the disk.
 */
record HostProcess(Process process, String url, Path data) implements AutoCloseable {
  private static final Pattern READY = Pattern.compile("Fole ready: (http://[^\\s/]+)");

  /** Ready to answer. */
  static HostProcess start(Path data, String... options) throws IOException {
    var archive =
        Path.of(System.getProperty("fole.root", "../.."), "host/launcher/target/fole-host.jar");
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    command.addAll(List.of(options));
    command.addAll(List.of("-jar", archive.toString()));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("FOLE_DATA", data.toString());
    builder.environment().put("FOLE_PORT", "0");
    builder.environment().put("FOLE_MODE", "demonstration");
    builder.environment().put("FOLE_PEOPLE", "0");
    builder.environment().remove("FOLE_DATABASE");
    var process = builder.start();
    var lines = process.inputReader(StandardCharsets.UTF_8);
    String line;
    while ((line = lines.readLine()) != null) {
      var found = READY.matcher(line);
      if (found.find()) {
        drain(lines);
        return new HostProcess(process, found.group(1), data);
      }
    }
    throw new IllegalStateException("the host did not start");
  }

  /** Whoever prints to a full pipe waits. */
  private static void drain(BufferedReader lines) {
    var reader =
        new Thread(
            () -> {
              try {
                lines.transferTo(Writer.nullWriter());
              } catch (IOException e) {
                throw new UncheckedIOException(e);
              }
            },
            "host output");
    reader.setDaemon(true);
    reader.start();
  }

  /** Of the demonstration's accounts. */
  String password() throws IOException {
    return Files.readString(data.resolve("demonstration-password")).strip();
  }

  /** How each role reaches the database. */
  Path coordinates() {
    return data.resolve("postgres").resolve("coordinates.properties");
  }

  /** CPU seconds of the host and of PostgreSQL so far; whoever calls the host is not in them. */
  Cpu cpu() throws IOException {
    var pid = data.resolve("postgres").resolve("cluster").resolve("postmaster.pid");
    return new Cpu(
        Cpu.of(process.pid()), Cpu.ofTree(Long.parseLong(Files.readAllLines(pid).get(0).strip())));
  }

  @Override
  public void close() throws InterruptedException {
    process.destroy();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
  }
}
