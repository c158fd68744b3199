// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static al.fole.audit.internal.TimedLog.HOUR_AGO;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.testing.fakes.TestAuthority.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** All that goes wrong with a time-stamp authority is named, and nothing wrong is published. */
final class FaultyAuthorityTest {
  private final TimedLog time;

  FaultyAuthorityTest(@TempDir Path home) throws Exception {
    time = new TimedLog(home);
  }

  @AfterEach
  void close() {
    time.close();
  }

  @ParameterizedTest
  @CsvSource({
    "DOWN, authority-unreachable",
    "BROKEN, authority-broken",
    "REDIRECT, authority-redirects",
    "HUGE, authority-answers-too-much",
    "MALFORMED, token-malformed",
    "REFUSED, authority-refuses",
    "OTHER_BYTES, token-of-other-bytes",
    "OTHER_NONCE, token-of-another-request",
    "OTHER_POLICY, token-of-another-policy",
    "UNKNOWN, authority-unknown",
    "UNFIT, authority-certificate-unfit",
    "EXPIRED, authority-certificate-expired",
    "FORGED, token-forged",
    "AHEAD, clocks-differ"
  })
  void whatGoesWrongIsNamedAndNothingWrongIsPublished(Fault fault, String alarm) throws Exception {
    time.authority.fault(fault);
    time.keeper.tick();
    assertEquals(alarm, time.keeper.status().fault(), time.keeper.status().sentence());
    assertEquals(
        "0", time.trail.one("select count(*) from audit.evidence where token is not null"));
    assertTrue(Files.exists(time.file(3, "checkpoint.p7s")), "the signature stands without it");
    assertFalse(Files.exists(time.file(3, "checkpoint.tsr")));
    time.authority.fault(Fault.NONE);
    time.keeper.tick();
    assertNull(time.keeper.status().fault(), time.keeper.status().sentence());
    assertTrue(Files.exists(time.file(3, "checkpoint.tsr")));
  }

  @Test
  void anAuthorityThatNeverEndsItsAnswerIsLeft() {
    time.authority.fault(Fault.SLOW);
    time.keeper.close();
    var soon =
        new TimeKeeper.Patience(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ZERO);
    time.keeper = time.keeper(time.trail.logDirectory(), soon);
    time.keeper.tick();
    assertEquals("authority-slow", time.keeper.status().fault());
  }

  @Test
  void anAuthorityThatIsGoneIsUnreachable() {
    time.authority.close();
    time.keeper.tick();
    assertEquals("authority-unreachable", time.keeper.status().fault());
  }

  @Test
  void aTimeStampOlderThanTheOneBeforeIsRefused() throws Exception {
    time.keeper.tick();
    time.trail.tamper(HOUR_AGO);
    time.grow(1);
    time.authority.ahead(Duration.ofMinutes(-5));
    time.keeper.tick();
    assertEquals("time-goes-back", time.keeper.status().fault());
    assertFalse(Files.exists(time.file(4, "checkpoint.tsr")));
  }

  @Test
  void theNextTokenMakesUpForTheHoursThatWereMissed() throws Exception {
    time.authority.fault(Fault.DOWN);
    for (int hour = 0; hour < 3; hour++) {
      time.keeper.tick();
      time.trail.tamper(HOUR_AGO);
      time.grow(1);
    }
    time.authority.fault(Fault.NONE);
    time.keeper.tick();
    assertNull(time.keeper.status().fault(), time.keeper.status().sentence());
    for (long size : new long[] {3, 4, 5, 6}) {
      assertTrue(Files.exists(time.file(size, "checkpoint.p7s")));
      assertEquals(size == 6, Files.exists(time.file(size, "checkpoint.tsr")), "size " + size);
    }
    time.verify(0);
  }

  @Test
  void theAuthorityIsLeftAloneForLongerEachTime() throws Exception {
    time.authority.fault(Fault.DOWN);
    time.keeper.close();
    var patience =
        new TimeKeeper.Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofHours(1));
    time.keeper = time.keeper(time.trail.logDirectory(), patience);
    time.keeper.tick();
    time.keeper.tick();
    assertEquals(1, time.authority.asked(), "the pause lasts");
    assertEquals("authority-unreachable", time.keeper.status().fault(), "the alarm lasts with it");
    String hours =
        "select round(extract(epoch from retry_at - clock_timestamp()) / 3600)"
            + " from audit.evidence_job";
    for (int wanted : new int[] {2, 4, 8, 16, 32, 32}) {
      time.trail.tamper("update audit.evidence_job set retry_at = clock_timestamp()");
      time.keeper.tick();
      assertEquals(Integer.toString(wanted), time.trail.one(hours));
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.org/tsa", "ftp://127.0.0.1/tsa", "no address", "https:///tsa"})
  void onlyASafeAddressIsAsked(String address) {
    time.settings.put(TimeSettings.AUTHORITY, address);
    time.keeper.tick();
    assertEquals("time-setting", time.keeper.status().fault());
    assertEquals(0, time.authority.asked());
  }

  @Test
  void aCertificateFileThatIsNoneIsNamed() throws IOException {
    Files.writeString(time.certificate, "nothing");
    time.keeper.tick();
    assertEquals("time-setting", time.keeper.status().fault());
  }
}
