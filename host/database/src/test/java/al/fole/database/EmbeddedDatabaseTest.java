// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

import static al.fole.database.Servers.durable;
import static al.fole.database.Servers.one;
import static al.fole.database.Servers.refusal;
import static al.fole.database.Servers.run;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.postgresql.ds.PGSimpleDataSource;

class EmbeddedDatabaseTest {

  @TempDir static Path directory = Path.of("");

  @BeforeAll
  static void aHostHasRunHereBeforeAfterAFirstStartThatWasInterrupted() throws Exception {
    Files.createDirectories(home().resolve("cluster"));
    Files.writeString(home().resolve("cluster").resolve("postgresql.conf"), "half");
    try (EmbeddedDatabase database = EmbeddedDatabase.start(durable(home()))) {
      database.create("fole");
      run(database.admin("fole"), "create table kept (n int)");
      run(database.admin("fole"), "insert into kept values (1)");
    }
  }

  private static Path home() {
    return directory.resolve("home");
  }

  @Test
  void theServerOfAKilledHostIsEndedAndItsDataKept() throws Exception {
    HostProcess.Running host = HostProcess.Running.unboundIn(home());
    host.process().destroyForcibly().waitFor();
    assertTrue(host.server().isAlive());
    try (EmbeddedDatabase database = EmbeddedDatabase.start(durable(home()))) {
      assertFalse(host.server().isAlive());
      assertNotEquals(host.server().pid(), database.pid());
      assertEquals("1", one(database.admin("fole"), "select n from kept"));
    }
  }

  @Test
  void aServerThatWasKilledIsLetGoAndStartedAgainByTheSameProcess() throws Exception {
    EmbeddedDatabase killed = EmbeddedDatabase.start(durable(home()));
    ProcessHandle server = ProcessHandle.of(killed.pid()).orElseThrow();
    server.destroyForcibly();
    server.onExit().get(60, TimeUnit.SECONDS);
    killed.close();
    killed.close();
    try (EmbeddedDatabase again = EmbeddedDatabase.start(durable(home()))) {
      assertEquals("1", one(again.admin("fole"), "select n from kept"));
    }
  }

  @Test
  void aTerminatedHostLeavesNothingBehind() throws Exception {
    HostProcess.Running host = HostProcess.Running.in(home());
    host.process().destroy();
    assertTrue(host.process().waitFor(60, TimeUnit.SECONDS));
    assertFalse(host.server().isAlive());
    assertEquals(List.of(), ServerProcess.in(home().resolve("cluster")));
  }

  @Test
  void aBoundServerEndsWithItsHostEvenIfKilled() throws Exception {
    HostProcess.Running host = HostProcess.Running.in(home());
    host.process().destroyForcibly().waitFor();
    host.server().onExit().get(60, TimeUnit.SECONDS);
    assertEquals(List.of(), ServerProcess.in(home().resolve("cluster")));
  }

  @Test
  void aSecondLiveHostIsRefused() throws Exception {
    HostProcess.Running host = HostProcess.Running.in(home());
    try {
      String sentence = refusal(() -> EmbeddedDatabase.start(durable(home())));
      assertEquals(
          "Another host (process " + host.process().pid() + ") already works in " + home() + ".",
          sentence);
      assertTrue(host.server().isAlive());
    } finally {
      host.process().getOutputStream().close();
      host.process().waitFor();
    }
  }

  @Test
  void anInnocentProcessWithTheRecordedNumberIsLeftAlone() throws Exception {
    Process innocent = new ProcessBuilder("sleep", "600").start();
    try {
      Files.writeString(
          home().resolve("cluster").resolve("postmaster.pid"),
          innocent.pid() + "\n" + home().resolve("cluster") + "\n");
      try (EmbeddedDatabase database = EmbeddedDatabase.start(durable(home()))) {
        assertEquals("1", one(database.admin("fole"), "select n from kept"));
      }
      assertTrue(innocent.isAlive());
    } finally {
      innocent.destroyForcibly();
    }
  }

  @Test
  void aFirstStartThatWasInterruptedIsPutAsideAndRepeated() throws IOException {
    try (Stream<Path> files = Files.list(home())) {
      assertEquals(
          List.of("half"),
          files
              .filter(file -> file.getFileName().toString().startsWith("cluster.interrupted-"))
              .map(aside -> read(aside.resolve("postgresql.conf")))
              .toList());
    }
    assertNotEquals("half", read(home().resolve("cluster").resolve("postgresql.conf")));
  }

  private static String read(Path file) {
    try {
      return Files.readString(file);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Test
  void aTakenPortIsOneSentence() throws IOException {
    try (ServerSocket other = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      int port = other.getLocalPort();
      assertEquals(
          "Port " + port + " for PostgreSQL is taken by another program.",
          refusal(() -> EmbeddedDatabase.start(durable(home()).onPort(port))));
    }
  }

  @Test
  void aDirectoryThatCannotBeWrittenIsOneSentence() throws IOException {
    Path file = Files.writeString(directory.resolve("file"), "");
    Path below = file.resolve("home");
    assertEquals(
        "The directory " + below + " cannot be written.",
        refusal(() -> EmbeddedDatabase.start(durable(below))));
  }

  @Test
  void aFullDiskIsOneSentence() {
    assertEquals(
        "The disk under " + directory + " has too little free space for PostgreSQL.",
        refusal(() -> StartFailures.requireSpace(directory, Long.MAX_VALUE)));
  }

  @Test
  void whatTheServerLoggedAboutAFullDiskIsTheSameSentence() throws IOException {
    Path log =
        Files.writeString(
            directory.resolve("full.log"),
            "FATAL:  could not write lock file \"postmaster.pid\": No space left on device\n");
    assertTrue(
        StartFailures.explain(directory, log, new IOException("gave up"))
            .english()
            .contains("too little free space"));
  }

  @Test
  void dataOfAnotherVersionIsRefused() throws IOException {
    Path home = directory.resolve("older");
    Files.createDirectories(home.resolve("cluster"));
    Files.writeString(home.resolve("cluster").resolve("PG_VERSION"), "16\n");
    Files.createFile(home.resolve("cluster").resolve("fole.initialised"));
    assertEquals(
        "The data in " + home.resolve("cluster") + " is of PostgreSQL 16, this host brings 17.",
        refusal(() -> EmbeddedDatabase.start(durable(home))));
  }

  /** What one start on the data of an earlier one shows. */
  @Nested
  class OfOneStart {

    private static EmbeddedDatabase database;
    private static ProcessHandle server;

    @BeforeAll
    static void startsAgain() {
      database = EmbeddedDatabase.start(durable(home()));
      server = ProcessHandle.of(database.pid()).orElseThrow();
    }

    @AfterAll
    static void nothingRunsAfterClose() throws IOException {
      assertTrue(server.isAlive());
      database.close();
      assertFalse(server.isAlive());
      assertEquals(List.of(), ServerProcess.in(home().resolve("cluster")));
    }

    @Test
    void dataSurvivesARestart() throws SQLException {
      assertEquals("1", one(database.admin("fole"), "select n from kept"));
    }

    @Test
    void aCommitIsOnTheDiskAndOnlyTheLoopbackIsHeard() throws SQLException {
      for (String setting : List.of("fsync", "synchronous_commit", "full_page_writes")) {
        assertEquals("on", one(database.admin("fole"), "show " + setting), setting);
      }
      assertEquals("127.0.0.1", one(database.admin("fole"), "show listen_addresses"));
      assertEquals("", one(database.admin("fole"), "show unix_socket_directories"));
    }

    @Test
    void nobodyEntersWithoutThePassword() throws IOException {
      PGSimpleDataSource stranger = new PGSimpleDataSource();
      stranger.setUrl(database.url("fole"));
      stranger.setUser("postgres");
      stranger.setPassword("");
      assertThrows(SQLException.class, stranger::getConnection);
      assertEquals(
          "rw-------",
          PosixFilePermissions.toString(
              Files.getPosixFilePermissions(home().resolve("superuser"))));
    }

    @Test
    void aSecondHostInTheSameProcessIsRefused() {
      assertTrue(refusal(() -> EmbeddedDatabase.start(durable(home()))).contains("already works"));
      assertTrue(server.isAlive());
    }
  }
}
