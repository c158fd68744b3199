// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.persons.Erasures.ProposeErasure;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * What an erased person was sealed under and found by is in no file of the database once the
 * operator has done what {@code api/ERASURE.md} says: neither in tables nor in the write-ahead log.
 */
class ErasedBytesTest {
  private static final Path PAGE =
      Path.of(System.getProperty("fole.root", "../..")).resolve("api/ERASURE.md");
  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);

  /** An old snapshot of somebody else keeps dead rows: the block is run again then. */
  private static final int ROUNDS = 20;

  private static PersonsWorld world;

  @BeforeAll
  static void open() {
    world = new PersonsWorld();
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void nothingIsLeftInTablesAndWriteAheadLogBehindTheWindow() throws IOException {
    Actor head = world.proved(world.head);
    Actor officer = world.proved(TestActor.of("DPO", "N"));
    PersonId gone = world.register(world.tirana, world.somebody().at("Rruga 7", "069 777"));
    PersonId stays = world.register(world.tirana, world.somebody().at("Rruga 8", "069 888"));
    Set<String> secrets = secrets(gone);
    Set<String> kept = secrets(stays);
    assertTrue(secrets.size() > 10, "a key, an index, tokens, names and details");
    world.run("checkpoint");
    assertEquals(secrets, found(table(), secrets), "the search finds what is there");

    var byCourt = new ProposeErasure("COURT_DECISION", "9/2026", LocalDate.of(2026, 11, 2));
    world.erasures.decide(officer, world.erasures.propose(head, gone, byCourt).id(), "APPROVED");

    List<String> blocks = blocks();
    run(blocks.get(0));
    var left = new TreeSet<String>();
    for (int round = 0; round < ROUNDS; round++) {
      run(blocks.get(1));
      left.clear();
      left.addAll(found(table(), secrets));
      left.addAll(found(log(), secrets));
      if (left.isEmpty()) {
        break;
      }
    }
    assertEquals(Set.of(), left);
    assertEquals(kept, found(table(), kept), "who was not erased is still there");
  }

  /** Bytes of somebody that only his rows have. */
  private static Set<String> secrets(PersonId id) {
    var secrets = new TreeSet<String>();
    for (String sql :
        List.of(
            "select encode(wrapped, 'hex') from store.subject_key where id = '%s'",
            "select encode(blind, 'hex') from persons.number where person = '%s'",
            "select encode(token, 'hex') from persons.token t where person = '%s' and not exists"
                + " (select from persons.token o where o.token = t.token and o.person <> t.person)",
            "select encode(unnest(array[personal_number, first_name, last_name, address, contact]),"
                + " 'hex') from persons.person where id = '%s'",
            "select encode(sealed, 'hex') from journal.detail where subject = '%s'",
            "select encode(salt, 'hex') from journal.event where record = '%s'")) {
      world
          .texts(sql.formatted(id))
          .forEach(hex -> secrets.add(new String(HexFormat.of().parseHex(hex), ISO_8859_1)));
    }
    return secrets;
  }

  private static Path data() {
    return Path.of(world.texts("show data_directory").get(0));
  }

  private static Path table() {
    return data()
        .resolve("base")
        .resolve(
            world.texts("select oid from pg_database where datname = current_database()").get(0));
  }

  private static Path log() {
    return data().resolve("pg_wal");
  }

  private static Set<String> found(Path directory, Set<String> secrets) throws IOException {
    var found = new TreeSet<String>();
    List<Path> files;
    try (var all = Files.list(directory)) {
      files = all.filter(Files::isRegularFile).toList();
    }
    for (Path file : files) {
      String bytes = bytes(file);
      secrets.stream().filter(bytes::contains).forEach(found::add);
    }
    return found;
  }

  /** Nothing, when the server has removed it meanwhile. */
  private static String bytes(Path file) {
    try {
      return Files.readString(file, ISO_8859_1);
    } catch (NoSuchFileException e) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static List<String> blocks() throws IOException {
    var blocks = new ArrayList<String>();
    var matcher = BLOCK.matcher(Files.readString(PAGE));
    while (matcher.find()) {
      blocks.add(matcher.group(1));
    }
    assertEquals(2, blocks.size());
    return blocks;
  }

  private static void run(String block) {
    for (String statement : block.split(";", -1)) {
      if (!statement.isBlank()) {
        world.run(statement.strip());
      }
    }
  }
}
