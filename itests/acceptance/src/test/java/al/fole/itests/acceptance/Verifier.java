// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A verifier jar, run as a court would run it. */
final class Verifier {
  private static final Path RELEASE = Path.of("src", "test", "release-1.0.0");

  private final Path jar;

  private Verifier(Path jar) {
    this.jar = jar;
  }

  /** The one of this build. */
  static Verifier ofThisBuild() {
    return new Verifier(
        Path.of(System.getProperty("fole.root", "../.."), "host/verify/target/fole-verify.jar"));
  }

  /** The one of the first release, kept as it was. */
  static Verifier ofTheFirstRelease() {
    return new Verifier(RELEASE.resolve("fole-verify.jar"));
  }

  /** A log written by the first release, kept as it was. */
  static Path logOfTheFirstRelease() {
    return RELEASE.resolve("log");
  }

  /** Fails unless the log is sound; returns what was said. */
  String believes(Path log) throws IOException, InterruptedException {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var process =
        new ProcessBuilder(java, "-jar", jar.toString(), "full", log.toString())
            .redirectErrorStream(true)
            .start();
    var said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
    assertTrue(process.waitFor(60, TimeUnit.SECONDS));
    assertEquals(0, process.exitValue(), said);
    System.out.println("verifier: " + said);
    return said;
  }
}
