// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.file.StandardCopyOption.REPLACE_EXISTING;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import al.fole.database.LoginRole;
import al.fole.keys.internal.EvidenceSigner;
import al.fole.keys.internal.KeysCommand;
import al.fole.testing.fakes.OpenSsl;
import al.fole.testing.fakes.TestAuthority;
import al.fole.testing.fakes.TestAuthority.Fault;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The log's signatures and time-stamps for common tools, over all that goes wrong outside. */
final class TimeTest {
  private static final TimeKeeper.Patience SHORT =
      new TimeKeeper.Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ZERO);
  private static final String HOUR_AGO =
      "update audit.evidence set signed_at = signed_at - interval '61 minutes'";

  private final Path home;
  private final Trail trail;
  private final LogKeeper log;
  private final Map<String, String> settings = new HashMap<>();
  private TestAuthority authority;
  private TimeKeeper keeper;
  private Path certificate;

  TimeTest(@TempDir Path home) {
    this.home = home;
    trail = new Trail(home);
    log = trail.keeper();
  }

  @BeforeEach
  void start() throws Exception {
    authority = TestAuthority.start();
    certificate = authority.trusted(home.resolve("authority.pem"));
    settings.put(TimeSettings.AUTHORITY, authority.address().toString());
    settings.put(TimeSettings.CERTIFICATES, certificate.toString());
    settings.put(TimeSettings.POLICY, TestAuthority.POLICY);
    keeper = keeper(trail.logDirectory(), SHORT);
    grow(3);
    var said = new ByteArrayOutputStream();
    int made =
        KeysCommand.run(
            List.of("evidence", trail.keyDirectory().toString(), "Test evidence"),
            new PrintStream(said, true, StandardCharsets.UTF_8));
    assertEquals(0, made, said.toString(StandardCharsets.UTF_8));
  }

  @AfterEach
  void stop() {
    keeper.close();
    log.close();
    authority.close();
    trail.close();
  }

  private TimeKeeper keeper(Path directory, TimeKeeper.Patience patience) {
    return new TimeKeeper(
        trail.source(LoginRole.SEALER),
        new EvidenceSigner(trail.keyDirectory()),
        () -> new LogFiles(directory),
        settings::get,
        patience);
  }

  private void grow(int entries) throws SQLException {
    trail.write(entries);
    log.tick();
  }

  private Path file(long size, String name) {
    return trail.logDirectory().resolve("time").resolve(Long.toString(size)).resolve(name);
  }

  private String verify(int exit) throws Exception {
    return verify(exit, trail.keyDirectory().resolve("evidence.pem"));
  }

  private String verify(int exit, Path evidence) throws Exception {
    return Verifier.run(
        exit,
        "time",
        trail.logDirectory().toString(),
        "--tsa-cert",
        certificate.toString(),
        "--evidence-cert",
        evidence.toString());
  }

  @Test
  void anHourHasItsSignatureAndItsTimeStamp() throws Exception {
    keeper.tick();
    assertNull(keeper.status().fault(), keeper.status().sentence());
    assertTrue(Files.exists(file(3, "checkpoint.p7s")));
    assertTrue(Files.exists(file(3, "checkpoint.tsr")));
    grow(1);
    keeper.tick();
    assertFalse(Files.exists(file(4, "checkpoint")), "the hour is not over");
    trail.tamper(HOUR_AGO);
    keeper.tick();
    assertTrue(Files.exists(file(4, "checkpoint.tsr")));
    assertEquals(2, authority.asked());
    String said = verify(0);
    assertTrue(said.startsWith("sound: 2 signatures and 2 time-stamps"), said);
  }

  @Test
  void theVerifierNamesTheFirstThatIsNotRight() throws Exception {
    keeper.tick();
    trail.tamper(HOUR_AGO);
    grow(1);
    keeper.tick();
    byte[] stamp = Files.readAllBytes(file(4, "checkpoint.tsr"));
    byte[] signature = Files.readAllBytes(file(4, "checkpoint.p7s"));
    Files.copy(file(3, "checkpoint.tsr"), file(4, "checkpoint.tsr"), REPLACE_EXISTING);
    assertFinds("time/4: the time-stamp is over other bytes");
    Files.write(file(4, "checkpoint.tsr"), java.util.Arrays.copyOf(stamp, stamp.length - 9));
    assertFinds("time/4: malformed");
    Files.write(file(4, "checkpoint.tsr"), stamp);
    Files.copy(file(3, "checkpoint.p7s"), file(4, "checkpoint.p7s"), REPLACE_EXISTING);
    assertFinds("time/4: the signature does not hold");
    Files.write(file(4, "checkpoint.p7s"), signature);
    String stranger = verify(1, certificate);
    assertTrue(stranger.contains("time/3: it is not of a trusted certificate"), stranger);
    Files.copy(file(3, "checkpoint"), file(4, "checkpoint"), REPLACE_EXISTING);
    assertFinds("time/4: the signature does not hold");
  }

  @Test
  void theVerifierFindsATimeThatGoesBack() throws Exception {
    authority.ahead(Duration.ofMinutes(5));
    keeper.tick();
    trail.tamper("update audit.evidence set stamped_at = stamped_at - interval '1 hour'");
    trail.tamper(HOUR_AGO);
    grow(1);
    authority.ahead(Duration.ZERO);
    keeper.tick();
    assertNull(keeper.status().fault(), keeper.status().sentence());
    assertFinds("time/4: the time-stamp is older than the one before it");
  }

  private void assertFinds(String fault) throws Exception {
    String said = verify(1);
    assertTrue(said.startsWith("NOT SOUND: " + fault), said);
  }

  @Test
  void anHourInWhichNothingHappenedNeedsNone() throws Exception {
    keeper.tick();
    trail.tamper(HOUR_AGO);
    keeper.tick();
    assertEquals(1, authority.asked());
  }

  @Test
  void commonToolsReadTheFiles() throws Exception {
    assumeTrue(OpenSsl.there(), "openssl is missing");
    keeper.tick();
    String checkpoint = file(3, "checkpoint").toString();
    String evidence = trail.keyDirectory().resolve("evidence.pem").toString();
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
            file(3, "checkpoint.p7s").toString(),
            "-CAfile",
            evidence,
            "-out",
            "/dev/null");
    assertEquals(0, cms.exit(), cms.text());
    var time =
        OpenSsl.run(
            "ts",
            "-verify",
            "-data",
            checkpoint,
            "-in",
            file(3, "checkpoint.tsr").toString(),
            "-CAfile",
            certificate.toString());
    assertEquals(0, time.exit(), time.text());
    assertTrue(time.text().contains("Verification: OK"), time.text());
    Files.writeString(file(3, "checkpoint"), "other bytes\n");
    var changed =
        OpenSsl.run(
            "ts",
            "-verify",
            "-data",
            checkpoint,
            "-in",
            file(3, "checkpoint.tsr").toString(),
            "-CAfile",
            certificate.toString());
    assertTrue(changed.exit() != 0, changed.text());
  }

  @Test
  void withoutAnAuthorityThereIsTheSignatureAlone() throws Exception {
    settings.remove(TimeSettings.AUTHORITY);
    keeper.tick();
    assertNull(keeper.status().fault(), keeper.status().sentence());
    assertTrue(Files.exists(file(3, "checkpoint.p7s")));
    assertFalse(Files.exists(file(3, "checkpoint.tsr")));
  }

  @Test
  void withoutAKeyThatIsSaidAndTheLogGoesOn() throws Exception {
    Files.delete(trail.keyDirectory().resolve("evidence.p12"));
    keeper.tick();
    assertEquals("evidence-key", keeper.status().fault());
    assertFalse(Files.exists(file(3, "checkpoint.p7s")));
    grow(1);
    assertEquals(4, log.status().published());
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
    authority.fault(fault);
    keeper.tick();
    assertEquals(alarm, keeper.status().fault(), keeper.status().sentence());
    assertEquals("0", trail.one("select count(*) from audit.evidence where token is not null"));
    assertTrue(Files.exists(file(3, "checkpoint.p7s")), "the signature stands without it");
    assertFalse(Files.exists(file(3, "checkpoint.tsr")));
    authority.fault(Fault.NONE);
    keeper.tick();
    assertNull(keeper.status().fault(), keeper.status().sentence());
    assertTrue(Files.exists(file(3, "checkpoint.tsr")));
  }

  @Test
  void anAuthorityThatNeverEndsItsAnswerIsLeft() {
    authority.fault(Fault.SLOW);
    keeper.close();
    var soon =
        new TimeKeeper.Patience(Duration.ofSeconds(5), Duration.ofMillis(300), Duration.ZERO);
    keeper = keeper(trail.logDirectory(), soon);
    keeper.tick();
    assertEquals("authority-slow", keeper.status().fault());
  }

  @Test
  void anAuthorityThatIsGoneIsUnreachable() {
    authority.close();
    keeper.tick();
    assertEquals("authority-unreachable", keeper.status().fault());
  }

  @Test
  void aTimeStampOlderThanTheOneBeforeIsRefused() throws Exception {
    keeper.tick();
    trail.tamper(HOUR_AGO);
    grow(1);
    authority.ahead(Duration.ofMinutes(-5));
    keeper.tick();
    assertEquals("time-goes-back", keeper.status().fault());
    assertFalse(Files.exists(file(4, "checkpoint.tsr")));
  }

  @Test
  void theNextTokenMakesUpForTheHoursThatWereMissed() throws Exception {
    authority.fault(Fault.DOWN);
    for (int hour = 0; hour < 3; hour++) {
      keeper.tick();
      trail.tamper(HOUR_AGO);
      grow(1);
    }
    authority.fault(Fault.NONE);
    keeper.tick();
    assertNull(keeper.status().fault(), keeper.status().sentence());
    for (long size : new long[] {3, 4, 5, 6}) {
      assertTrue(Files.exists(file(size, "checkpoint.p7s")));
      assertEquals(size == 6, Files.exists(file(size, "checkpoint.tsr")), "size " + size);
    }
    verify(0);
  }

  @Test
  void theAuthorityIsLeftAloneForLongerEachTime() throws Exception {
    authority.fault(Fault.DOWN);
    keeper.close();
    var patience =
        new TimeKeeper.Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ofHours(1));
    keeper = keeper(trail.logDirectory(), patience);
    keeper.tick();
    keeper.tick();
    assertEquals(1, authority.asked(), "the pause lasts");
    assertEquals("authority-unreachable", keeper.status().fault(), "the alarm lasts with it");
    String hours =
        "select round(extract(epoch from retry_at - clock_timestamp()) / 3600)"
            + " from audit.evidence_job";
    for (int wanted : new int[] {2, 4, 8, 16, 32, 32}) {
      trail.tamper("update audit.evidence_job set retry_at = clock_timestamp()");
      keeper.tick();
      assertEquals(Integer.toString(wanted), trail.one(hours));
    }
  }

  @Test
  void oneHostAsksAndEachPublishes() throws Exception {
    Path second = home.resolve("second/log");
    var other = trail.keeper(second);
    try {
      other.tick();
      var otherTime = keeper(second, SHORT);
      keeper.tick();
      otherTime.tick();
      assertEquals(1, authority.asked());
      assertTrue(Files.exists(second.resolve("time/3/checkpoint.tsr")));
      assertEquals(
          -1, Files.mismatch(second.resolve("time/3/checkpoint.tsr"), file(3, "checkpoint.tsr")));
      trail.tamper(HOUR_AGO);
      grow(1);
      otherTime.tick();
      assertEquals(1, authority.asked(), "the first host has the lease");
      keeper.close();
      other.tick();
      otherTime.tick();
      assertEquals(2, authority.asked(), "the next one goes on at once");
      otherTime.close();
    } finally {
      other.close();
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"http://example.org/tsa", "ftp://127.0.0.1/tsa", "no address", "https:///tsa"})
  void onlyASafeAddressIsAsked(String address) {
    settings.put(TimeSettings.AUTHORITY, address);
    keeper.tick();
    assertEquals("time-setting", keeper.status().fault());
    assertEquals(0, authority.asked());
  }

  @Test
  void aCertificateFileThatIsNoneIsNamed() throws IOException {
    Files.writeString(certificate, "nothing");
    keeper.tick();
    assertEquals("time-setting", keeper.status().fault());
  }

  @Test
  void nobodyButTheSealerWritesEvidence() throws Exception {
    keeper.tick();
    for (var role : new LoginRole[] {LoginRole.APP, LoginRole.JOBS}) {
      try (var connection = trail.connect(role);
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
