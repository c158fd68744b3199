// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.database.LoginRole;
import al.fole.keys.internal.EvidenceSigner;
import al.fole.keys.internal.KeysCommand;
import al.fole.testing.fakes.TestAuthority;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** A log of three entries, what signs it, and the authority that stamps it. */
final class TimedLog implements AutoCloseable {
  static final TimeKeeper.Patience SHORT =
      new TimeKeeper.Patience(Duration.ofSeconds(5), Duration.ofSeconds(30), Duration.ZERO);
  static final String HOUR_AGO =
      "update audit.evidence set signed_at = signed_at - interval '61 minutes'";

  final Path home;
  final Trail trail;
  final LogKeeper log;
  final Map<String, String> settings = new HashMap<>();
  final TestAuthority authority;
  final Path certificate;
  TimeKeeper keeper;

  TimedLog(Path home) throws Exception {
    this.home = home;
    trail = new Trail(home);
    log = trail.keeper();
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

  TimeKeeper keeper(Path directory, TimeKeeper.Patience patience) {
    return new TimeKeeper(
        trail.source(LoginRole.SEALER),
        new EvidenceSigner(trail.keyDirectory()),
        () -> new LogFiles(directory),
        settings::get,
        patience);
  }

  void grow(int entries) throws SQLException {
    trail.write(entries);
    log.tick();
  }

  Path file(long size, String name) {
    return trail.logDirectory().resolve("time").resolve(Long.toString(size)).resolve(name);
  }

  String verify(int exit) throws Exception {
    return verify(exit, trail.keyDirectory().resolve("evidence.pem"));
  }

  String verify(int exit, Path evidence) throws Exception {
    return Verifier.run(
        exit,
        "time",
        trail.logDirectory().toString(),
        "--tsa-cert",
        certificate.toString(),
        "--evidence-cert",
        evidence.toString());
  }

  @Override
  public void close() {
    keeper.close();
    log.close();
    authority.close();
    trail.close();
  }
}
