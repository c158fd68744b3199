// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.operator;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.signer.TestSigner;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;

/**
 * The whole host killed while it applies and while it switches a part off, with its real database:
 * the next start says which release it found, in the log, to whoever asks, and in the journal.
 * Every step is cut off in lifecycle's own tests.
 */
class KilledHostIT {

  @Test
  void theNextStartSaysWhatItFound() throws Exception {
    Path home = Desk.directory("killed");
    Desk.writeArchives(home, Map.of(), Map.of());
    try (DemonstrationHost host =
        DemonstrationHost.start(home, "-Dfole.releases.hold-at=apply-8")) {
      TestSigner.trustIn(host.data().resolve("signers"));
      Process order = ordering(home, host, "apply fole-next.zip");
      host.killAt("apply-8");
      order.destroyForcibly().waitFor();
    }
    try (DemonstrationHost host =
        DemonstrationHost.start(home, "-Dfole.releases.hold-at=disable-12")) {
      Desk desk = new Desk(home, host);
      String history = desk.run("java -jar fole-operator.jar history").said();
      assertTrue(
          history.matches("(?s).*APPLY \\S+ FAILED: \\S+ as activation 1, found at the start.*"),
          history);
      Process order = ordering(home, host, "disable families");
      host.killAt("disable-12");
      order.destroyForcibly().waitFor();
    }
    try (DemonstrationHost host = DemonstrationHost.start(home)) {
      Desk desk = new Desk(home, host);
      String history = desk.run("java -jar fole-operator.jar history").said();
      assertTrue(
          history.matches("(?s).*DISABLE al.fole.families DONE: .*, found at the start.*"),
          history);
      String status = desk.run("java -jar fole-operator.jar status").said();
      assertTrue(status.matches("(?s).*al.fole.families +\\S+ +DISABLED.*"), status);
      assertEquals(0, desk.run("java -jar fole-operator.jar enable families").status());
      Map<String, Integer> entries = Desk.journal(host);
      assertEquals(4, entries.get("lifecycle.change-begun"), entries.toString());
      assertEquals(4, entries.get("lifecycle.change-ended"), entries.toString());
    }
  }

  /** The host starts with its own platform; lifecycle gives it the one of the release. */
  @Test
  void afterAPauseThatWasCutOffTheNextStartHasThePlatformOfItsRelease() throws Exception {
    Path home = Desk.directory("paused");
    Desk.writeArchives(home, Map.of(), Map.of());
    try (DemonstrationHost host =
        DemonstrationHost.start(home, "-Dfole.releases.hold-at=apply-10")) {
      TestSigner.trustIn(host.data().resolve("signers"));
      Process order = ordering(home, host, "apply fole-platform.zip --pause");
      host.killAt("apply-10");
      order.destroyForcibly().waitFor();
    }
    try (DemonstrationHost host = DemonstrationHost.start(home)) {
      Desk desk = new Desk(home, host);
      String history = desk.run("java -jar fole-operator.jar history").said();
      assertTrue(
          history.matches("(?s).*APPLY \\S+ DONE: \\S+ as activation 2, found at the start.*"),
          history);
      Desk.Answer plan = desk.run("java -jar fole-operator.jar plan fole-platform.zip");
      assertEquals(0, plan.status(), plan.said());
      assertTrue(plan.said().contains("pauses: nothing"), plan.said());
      assertTrue(plan.said().matches("(?s).*stays +al.fole.audit +\\S+\\.3.*"), plan.said());
    }
  }

  /** An order that will not be answered. */
  private static Process ordering(Path home, DemonstrationHost host, String words)
      throws Exception {
    new Desk(home, host);
    var builder =
        new ProcessBuilder("bash", "-c", "exec java -jar fole-operator.jar " + words)
            .directory(home.toFile())
            .redirectErrorStream(true)
            .redirectOutput(home.resolve("ordered").toFile());
    builder.environment().put("FOLE_URL", host.url());
    builder.environment().put("FOLE_USER", "admin");
    builder
        .environment()
        .put("FOLE_PASSWORD_FILE", host.data().resolve("demonstration-password").toString());
    return builder.start();
  }
}
