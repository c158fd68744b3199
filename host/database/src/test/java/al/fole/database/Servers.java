// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import javax.sql.DataSource;
import org.junit.jupiter.api.function.Executable;

/** What the tests of this package share. */
final class Servers {

  private Servers() {}

  /** A durable server; the programs are unpacked once for the whole build. */
  static EmbeddedDatabase.Settings durable(Path home) {
    return new EmbeddedDatabase.Settings(home, binaries(), 0, true, true, Map.of());
  }

  /** A host that is killed leaves its server behind. */
  static EmbeddedDatabase.Settings unbound(Path home) {
    return new EmbeddedDatabase.Settings(home, binaries(), 0, true, false, Map.of());
  }

  /** A server for tests that do not look at the disk. */
  static EmbeddedDatabase.Settings quick(Path home) {
    return new EmbeddedDatabase.Settings(home, binaries(), 0, false, true, Map.of());
  }

  static Path binaries() {
    return Path.of(System.getProperty("fole.root", "../.."), "target", "postgres", "binaries");
  }

  static void run(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  static String one(DataSource source, String sql) throws SQLException {
    try (Connection connection = source.getConnection();
        Statement statement = connection.createStatement();
        ResultSet rows = statement.executeQuery(sql)) {
      assertTrue(rows.next(), sql);
      return String.valueOf(rows.getString(1));
    }
  }

  /** Refused, with one English sentence that is returned and one Albanian sentence. */
  static String refusal(Executable start) {
    StartRefused refused = assertThrows(StartRefused.class, start);
    for (String sentence : new String[] {refused.english(), refused.albanian()}) {
      assertTrue(sentence.endsWith("."), sentence);
      assertEquals(1, sentence.lines().count(), sentence);
      assertFalse(sentence.contains("Exception"), sentence);
    }
    return refused.english();
  }
}
