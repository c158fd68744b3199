// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static al.fole.audit.internal.TimedLog.HOUR_AGO;
import static al.fole.audit.internal.TimedLog.SHORT;
import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import al.fole.database.LoginRole;
import al.fole.testing.fakes.OpenSsl;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The log's signatures and time-stamps, each hour, as common tools and the verifier read them. */
final class TimeTest {
  private final TimedLog time;

  TimeTest(@TempDir Path home) throws Exception {
    time = new TimedLog(home);
  }

  @AfterEach
  void close() {
    time.close();
  }

  @Test
  void anHourHasItsSignatureAndItsTimeStamp() throws Exception {
    time.keeper.tick();
    assertNull(time.keeper.status().fault(), time.keeper.status().sentence());
    assertTrue(Files.exists(time.file(3, "checkpoint.p7s")));
    assertTrue(Files.exists(time.file(3, "checkpoint.tsr")));
    time.grow(1);
    time.keeper.tick();
    assertFalse(Files.exists(time.file(4, "checkpoint")), "the hour is not over");
    time.trail.tamper(HOUR_AGO);
    time.keeper.tick();
    assertTrue(Files.exists(time.file(4, "checkpoint.tsr")));
    assertEquals(2, time.authority.asked());
    String said = time.verify(0);
    assertTrue(said.startsWith("sound: 2 signatures and 2 time-stamps"), said);
  }

  @Test
  void theVerifierNamesTheFirstThatIsNotRight() throws Exception {
    time.keeper.tick();
    time.trail.tamper(HOUR_AGO);
    time.grow(1);
    time.keeper.tick();
    byte[] stamp = Files.readAllBytes(time.file(4, "checkpoint.tsr"));
    byte[] signature = Files.readAllBytes(time.file(4, "checkpoint.p7s"));
    Files.copy(time.file(3, "checkpoint.tsr"), time.file(4, "checkpoint.tsr"), REPLACE_EXISTING);
    assertFinds("time/4: the time-stamp is over other bytes");
    Files.write(time.file(4, "checkpoint.tsr"), java.util.Arrays.copyOf(stamp, stamp.length - 9));
    assertFinds("time/4: malformed");
    Files.write(time.file(4, "checkpoint.tsr"), stamp);
    Files.copy(time.file(3, "checkpoint.p7s"), time.file(4, "checkpoint.p7s"), REPLACE_EXISTING);
    assertFinds("time/4: the signature does not hold");
    Files.write(time.file(4, "checkpoint.p7s"), signature);
    String stranger = time.verify(1, time.certificate);
    assertTrue(stranger.contains("time/3: it is not of a trusted certificate"), stranger);
    Files.copy(time.file(3, "checkpoint"), time.file(4, "checkpoint"), REPLACE_EXISTING);
    assertFinds("time/4: the signature does not hold");
  }

  @Test
  void theVerifierFindsATimeThatGoesBack() throws Exception {
    time.authority.ahead(Duration.ofMinutes(5));
    time.keeper.tick();
    time.trail.tamper("update audit.evidence set stamped_at = stamped_at - interval '1 hour'");
    time.trail.tamper(HOUR_AGO);
    time.grow(1);
    time.authority.ahead(Duration.ZERO);
    time.keeper.tick();
    assertNull(time.keeper.status().fault(), time.keeper.status().sentence());
    assertFinds("time/4: the time-stamp is older than the one before it");
  }

  private void assertFinds(String fault) throws Exception {
    String said = time.verify(1);
    assertTrue(said.startsWith("NOT SOUND: " + fault), said);
  }

  @Test
  void anHourInWhichNothingHappenedNeedsNone() throws Exception {
    time.keeper.tick();
    time.trail.tamper(HOUR_AGO);
    time.keeper.tick();
    assertEquals(1, time.authority.asked());
  }

  @Test
  void commonToolsReadTheFiles() throws Exception {
    assumeTrue(OpenSsl.there(), "openssl is missing");
    time.keeper.tick();
    String checkpoint = time.file(3, "checkpoint").toString();
    String evidence = time.trail.keyDirectory().resolve("evidence.pem").toString();
    var cms =
        OpenSsl.run(
            "cms",
            "-verify",
            "-binary",
            "-inform",
            "DER",
            "-content",
            checkpoint,
            "-in",
            time.file(3, "checkpoint.p7s").toString(),
            "-CAfile",
            evidence,
            "-out",
            "/dev/null");
    assertEquals(0, cms.exit(), cms.text());
    var stamp =
        OpenSsl.run(
            "ts",
            "-verify",
            "-data",
            checkpoint,
            "-in",
            time.file(3, "checkpoint.tsr").toString(),
            "-CAfile",
            time.certificate.toString());
    assertEquals(0, stamp.exit(), stamp.text());
    assertTrue(stamp.text().contains("Verification: OK"), stamp.text());
    Files.writeString(time.file(3, "checkpoint"), "other bytes\n");
    var changed =
        OpenSsl.run(
            "ts",
            "-verify",
            "-data",
            checkpoint,
            "-in",
            time.file(3, "checkpoint.tsr").toString(),
            "-CAfile",
            time.certificate.toString());
    assertTrue(changed.exit() != 0, changed.text());
  }

  @Test
  void withoutAnAuthorityThereIsTheSignatureAlone() throws Exception {
    time.settings.remove(TimeSettings.AUTHORITY);
    time.keeper.tick();
    assertNull(time.keeper.status().fault(), time.keeper.status().sentence());
    assertTrue(Files.exists(time.file(3, "checkpoint.p7s")));
    assertFalse(Files.exists(time.file(3, "checkpoint.tsr")));
  }

  @Test
  void withoutAKeyThatIsSaidAndTheLogGoesOn() throws Exception {
    Files.delete(time.trail.keyDirectory().resolve("evidence.p12"));
    time.keeper.tick();
    assertEquals("evidence-key", time.keeper.status().fault());
    assertFalse(Files.exists(time.file(3, "checkpoint.p7s")));
    time.grow(1);
    assertEquals(4, time.log.status().published());
  }

  @Test
  void oneHostAsksAndEachPublishes() throws Exception {
    Path second = time.home.resolve("second/log");
    var other = time.trail.keeper(second);
    try {
      other.tick();
      var otherTime = time.keeper(second, SHORT);
      time.keeper.tick();
      otherTime.tick();
      assertEquals(1, time.authority.asked());
      assertTrue(Files.exists(second.resolve("time/3/checkpoint.tsr")));
      assertEquals(
          -1,
          Files.mismatch(second.resolve("time/3/checkpoint.tsr"), time.file(3, "checkpoint.tsr")));
      time.trail.tamper(HOUR_AGO);
      time.grow(1);
      otherTime.tick();
      assertEquals(1, time.authority.asked(), "the first host has the lease");
      time.keeper.close();
      other.tick();
      otherTime.tick();
      assertEquals(2, time.authority.asked(), "the next one goes on at once");
      otherTime.close();
    } finally {
      other.close();
    }
  }

  @Test
  void nobodyButTheSealerWritesEvidence() throws Exception {
    time.keeper.tick();
    for (var role : new LoginRole[] {LoginRole.APP, LoginRole.JOBS}) {
      try (var connection = time.trail.connect(role);
          var statement = connection.createStatement()) {
        var refused =
            assertThrows(
                SQLException.class,
                () -> statement.executeUpdate("update audit.evidence set token = null"));
        assertEquals("42501", refused.getSQLState());
      }
    }
  }
}
