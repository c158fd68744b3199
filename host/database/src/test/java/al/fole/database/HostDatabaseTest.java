// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import static al.fole.database.Servers.one;
import static al.fole.database.Servers.refusal;
import static al.fole.database.Servers.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class HostDatabaseTest {

  private static EmbeddedDatabase existing;

  @BeforeAll
  static void anotherPostgres(@TempDir Path home) throws SQLException {
    existing = EmbeddedDatabase.start(Servers.quick(home.resolve("home")));
    existing.create("regjistri");
    run(existing.admin("postgres"), "create role admin superuser login password 'sekret'");
  }

  @AfterAll
  static void stop() {
    existing.close();
  }

  private static String address(String password) {
    return existing.url("regjistri") + "?user=admin&password=" + password + "&tcpKeepAlive=true";
  }

  @Test
  void anExistingPostgresIsUsedAndItsLoginStoredNowhere(@TempDir Path home) throws Exception {
    Path file;
    try (HostDatabase database = HostDatabase.open(home, address("sekret"), 0)) {
      file = database.coordinates();
      assertEquals(existing.url("regjistri") + "?tcpKeepAlive=true", database.url());
      assertTrue(refusal(() -> HostDatabase.open(home, address("sekret"), 0)).contains("already"));
    }
    assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
    assertFalse(Files.readString(file).contains("sekret"));
    Coordinates first = Coordinates.read(file);
    assertEquals("rekshksh", one(first.source(LoginRole.REGISTRY), "select current_user"));
    HostDatabase.open(home, address("sekret"), 0).close();
    assertEquals(first, Coordinates.read(file));
  }

  @Test
  void theEmbeddedOneKeepsItsDataAndPasswords(@TempDir Path home) throws Exception {
    Coordinates first;
    try (Guard guard = guard(home);
        HostDatabase database = HostDatabase.open(home, "", 0)) {
      first = Coordinates.read(database.coordinates());
      run(first.source(LoginRole.OWNER), "create schema kept");
    }
    try (Guard guard = guard(home);
        HostDatabase database = HostDatabase.open(home, null, 0)) {
      Coordinates second = Coordinates.read(database.coordinates());
      assertEquals(first.passwords(), second.passwords());
      run(second.source(LoginRole.OWNER), "create table kept.t (n int)");
    }
  }

  private static Guard guard(Path home) throws IOException {
    return Guard.overCluster(Files.createDirectories(home.resolve("cluster")));
  }

  @Test
  void aWrongPasswordIsOneSentenceWithoutThePassword(@TempDir Path home) {
    String sentence = refusal(() -> HostDatabase.open(home, address("gabim"), 0));
    assertTrue(sentence.endsWith("does not accept the user or the password."), sentence);
    assertFalse(sentence.contains("gabim"), sentence);
  }

  @Test
  void aServerThatCannotBeReachedIsOneSentence(@TempDir Path home) throws IOException {
    int closed;
    try (ServerSocket socket = new ServerSocket(0)) {
      closed = socket.getLocalPort();
    }
    String address = "jdbc:postgresql://127.0.0.1:" + closed + "/fole?user=a&password=b";
    String sentence = refusal(() -> HostDatabase.open(home, address, 0));
    assertTrue(sentence.endsWith("cannot be reached."), sentence);
  }

  @Test
  void aMissingDatabaseIsOneSentence(@TempDir Path home) {
    String address = existing.url("mungon") + "?user=admin&password=sekret";
    String sentence = refusal(() -> HostDatabase.open(home, address, 0));
    assertTrue(sentence.endsWith("does not have this database."), sentence);
  }

  @Test
  void anAddressThatIsNoneIsOneSentence(@TempDir Path home) {
    for (String address :
        new String[] {"postgres://host/db", "jdbc:postgresql://host:port/db?user=a", "fole"}) {
      String sentence = refusal(() -> HostDatabase.open(home, address, 0));
      assertTrue(sentence.startsWith("The address of the database must look like"), sentence);
    }
  }

  @Test
  void aServerThatIsTooOldIsOneSentence() {
    assertEquals(
        "The server is PostgreSQL 14; 15 or later is needed.",
        refusal(() -> ServerVersion.require(14)));
    ServerVersion.require(15);
  }

  @Test
  void halfACoordinatesFileIsOneSentence(@TempDir Path home) throws IOException {
    Path file = Files.writeString(home.resolve("coordinates.properties"), "url=jdbc:postgresql:x");
    assertTrue(refusal(() -> Coordinates.read(file)).endsWith("is missing or incomplete."));
  }
}
