// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * The disk fails under the publisher, call by call (strace, on the files of the log, the places and
 * the signer's state): an alarm each time, nothing half written under a name, and published in the
 * end. Where strace is missing, or may not trace, this is said and left out.
 */
final class BrokenDiskTest {
  private static final boolean CAMPAIGN = Boolean.getBoolean("fole.campaign");
  private static final int ENTRIES = CAMPAIGN ? 200 : 20;
  private static final Pattern SAID =
      Pattern.compile("published (\\d+); failures \\{(.*)}; places failed (\\d+)");

  private final Path home;
  private final Trail trail;

  BrokenDiskTest(@TempDir Path home) {
    this.home = home;
    trail = new Trail(home);
    trail.signer();
  }

  @AfterEach
  void close() {
    trail.close();
  }

  /** Which call fails, how, and how often: the n-th, and from there each so many later. */
  private enum Fault {
    EIO("fsync:error=EIO:when=4+23", "rename:error=EIO:when=3+17", "write:error=EIO:when=2+19"),
    ENOSPC(
        "write:error=ENOSPC:when=3+13",
        "openat:error=ENOSPC:when=5+29",
        "fsync:error=ENOSPC:when=9+31");

    private final List<String> injected;

    Fault(String... injected) {
      this.injected = List.of(injected);
    }
  }

  @ParameterizedTest
  @EnumSource
  void whatFailsIsToldLeavesNothingHalfAndIsPublishedAfterwards(Fault fault) throws Exception {
    assumeTrue(traces(), "SKIPPED: strace is missing here, or may not trace");
    var command = new ArrayList<>(List.of("strace", "-f", "-qq", "--seccomp-bpf"));
    command.addAll(List.of("-o", home.resolve("trace").toString()));
    command.addAll(List.of("-e", "trace=fsync,rename,write,openat"));
    fault.injected.forEach(inject -> command.addAll(List.of("-e", "inject=" + inject)));
    for (Path path : paths(fault == Fault.EIO)) {
      command.addAll(List.of("-P", path.toString()));
    }
    String said = run(command);
    var result = SAID.matcher(said);
    assertTrue(result.find(), said);
    assertEquals(ENTRIES, Integer.parseInt(result.group(1)));
    long injected;
    try (var lines = Files.lines(home.resolve("trace"))) {
      injected = lines.filter(line -> line.endsWith("(INJECTED)")).count();
    }
    System.out.printf("Broken disk, %s: %d calls failed; %s%n", fault, injected, result.group());
    assertTrue(injected >= ENTRIES / 3, "only " + injected + " calls failed");
    assertTrue(result.group(2).contains("log-files"), said);
    assertTrue(Integer.parseInt(result.group(3)) > 0, "no place failed");
    Verifier.assertSound(trail, ENTRIES);
    // On a disk that works again the next checkpoint reaches every place.
    trail.after(ENTRIES);
    trail.write(1);
    trail.tamper("update audit.log set holder = null");
    var places = PublisherProcess.places(home);
    var keeper = trail.keeper(trail.logDirectory(), trail.keyDirectory(), places);
    keeper.tick();
    keeper.close();
    Verifier.assertSound(trail, ENTRIES + 1);
    for (Path place : places) {
      assertTrue(
          Files.readString(history(place)).contains("\n" + (ENTRIES + 1) + "\n"), "" + place);
    }
  }

  @Test
  void aHealthyDiskPublishesWithoutAnyFailure() throws Exception {
    String said = run(List.of());
    assertTrue(said.contains("published " + ENTRIES + "; failures {}; places failed 0"), said);
    Verifier.assertSound(trail, ENTRIES);
  }

  private Path history(Path place) throws Exception {
    String origin = trail.one("select origin from audit.log");
    return place.resolve(origin.substring("fole.al/".length())).resolve("checkpoints");
  }

  /**
   * Every file that publishing writes.
   *
   * @param directories theirs too, and the signer's; not where opening one fails, for this is how
   *     what is visible there is looked at
   */
  private List<Path> paths(boolean directories) throws Exception {
    Path log = trail.logDirectory();
    var paths = new ArrayList<Path>();
    for (String name : List.of("checkpoint", "keyring", "vkey")) {
      paths.add(log.resolve(name + ".next"));
    }
    for (String kind : List.of("tile/0", "tile/entries", "seal")) {
      for (int width = 1; width <= ENTRIES; width++) {
        paths.add(log.resolve(kind).resolve("000.p/" + width + ".next"));
      }
    }
    for (Path place : PublisherProcess.places(home)) {
      paths.add(history(place));
    }
    if (directories) {
      paths.addAll(List.of(log, trail.keyDirectory()));
      for (String kind : List.of("tile/0", "tile/entries", "seal")) {
        paths.add(log.resolve(kind).resolve("000.p"));
      }
    }
    return paths;
  }

  private static boolean traces() throws InterruptedException {
    try {
      return new ProcessBuilder("strace", "-f", "-qq", "--seccomp-bpf", "-o", "/dev/null", "true")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start()
              .waitFor()
          == 0;
    } catch (IOException missing) {
      return false;
    }
  }

  private String run(List<String> under) throws IOException, InterruptedException {
    var command = new ArrayList<>(under);
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmx256m"));
    command.add(PublisherProcess.class.getName());
    command.addAll(List.of(home.toString(), trail.database().coordinates().toString()));
    command.add(Integer.toString(ENTRIES));
    var builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("CLASSPATH", System.getProperty("java.class.path"));
    var process = builder.start();
    process.getOutputStream().close();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertEquals(0, process.waitFor(), said);
    return said;
  }
}
