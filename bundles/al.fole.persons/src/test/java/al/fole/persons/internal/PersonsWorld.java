// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.access.Access;
import al.fole.access.internal.AccessSchema;
import al.fole.access.internal.CurrentMatrix;
import al.fole.access.internal.ParentSessions;
import al.fole.access.internal.Refusals;
import al.fole.access.internal.RoleTable;
import al.fole.access.internal.Sessions;
import al.fole.keys.internal.FileKeys;
import al.fole.keys.internal.NodeSeals;
import al.fole.keys.internal.SealedTokens;
import al.fole.keys.internal.SubjectVault;
import al.fole.persons.PersonEvent.PersonCorrected;
import al.fole.persons.PersonId;
import al.fole.persons.RegisterPerson;
import al.fole.population.Population;
import al.fole.population.Someone;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Reaction;
import al.fole.store.Store;
import al.fole.store.Tx;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.store.StoreFixture;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import org.junit.jupiter.api.function.Executable;

/** This bundle at work on real store, access and keys, without a framework. */
final class PersonsWorld implements AutoCloseable {
  /**
   * Child-protection workers of Tirana, of Durrës; the head in Tirana; supervision; administration.
   */
  final Actor tirana = TestActor.of("PMF", "B53");

  final Actor durres = TestActor.of("PMF", "B10");
  final Actor head = TestActor.of("NJMF_HEAD", "B53");
  final Actor region = TestActor.of("SHSSH_REG", "Q-AL-11");
  final Actor directorate = TestActor.of("SHSSH_HQ", "N");
  final Actor administrator = TestActor.of("SHSSH_ADMIN", "N");

  final StoreFixture fixture;
  final SubjectVault vault;
  final SealedTokens tokens;
  final Access access;
  final TestJournal journal;
  final PersonRegistry persons;
  final Corrected corrected = new Corrected();
  private final Path keys;
  private final Iterator<Someone> strangers =
      Population.of(53, Integer.MAX_VALUE)
          .filter(one -> one.personalNumber() != null && one.lastName() != null)
          .filter(one -> one.birthDate().isAfter(java.time.LocalDate.of(1930, 1, 1)))
          .iterator();

  /** What families would do when somebody is corrected. */
  static final class Corrected implements Reaction<PersonCorrected> {
    @Override
    public String name() {
      return "families.person-corrected";
    }

    @Override
    public Class<PersonCorrected> event() {
      return PersonCorrected.class;
    }

    @Override
    public void on(Tx tx, PersonCorrected event) {}
  }

  PersonsWorld() {
    try {
      keys = Files.createTempDirectory("fole-keys");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    FileKeys opened = FileKeys.open(keys.resolve("keys"), true);
    vault = new SubjectVault(opened);
    tokens = new SealedTokens(opened);
    fixture = StoreFixture.create(new NodeSeals(opened), vault);
    var schema = new AccessSchema(fixture.database());
    var matrix = new CurrentMatrix(schema);
    var refusals = new Refusals(schema);
    var sessions = new Sessions(schema, matrix, refusals, tokens);
    var parents = new ParentSessions(schema, sessions, matrix, refusals, tokens);
    access = new RoleTable(matrix, refusals, parents);
    journal = new TestJournal(fixture.postgres());
    persons = new PersonRegistry(fixture.database(), access, journal, vault, tokens);
    fixture.add(corrected);
  }

  Access access() {
    return access;
  }

  Store store() {
    return fixture.open(PersonRows.SCHEMA);
  }

  /** Somebody nobody has registered. */
  People somebody() {
    return People.like(strangers.next());
  }

  PersonId register(Actor actor, People who) {
    return register(actor, who.registration());
  }

  PersonId register(Actor actor, RegisterPerson command) {
    return new PersonId(persons.register(actor, command).id());
  }

  /** How many entries of a type speak of the person. */
  long entries(String type, PersonId person) {
    return fixture.number(
        "select count(*) from journal.event e join journal.event_subject s on s.entry = e.entry"
            + " where e.type = ? and s.subject = ?",
        type,
        person.value());
  }

  long entries(String type) {
    return fixture.number("select count(*) from journal.event where type = ?", type);
  }

  long people() {
    return fixture.number("select count(*) from persons.person");
  }

  /** Refused under a rule, and nothing written. */
  Problem refused(String rule, Executable work) {
    long before = people();
    var problem = assertThrows(Problem.class, work);
    assertEquals(rule, problem.rule(), problem::getMessage);
    assertEquals(before, people());
    return problem;
  }

  /** First column of a query of the superuser, past all walls. */
  List<String> texts(String sql) {
    try (Connection connection = fixture.postgres().superuser().getConnection();
        var statement = connection.createStatement();
        ResultSet row = statement.executeQuery(sql)) {
      var texts = new ArrayList<String>();
      while (row.next()) {
        texts.add(String.valueOf(row.getString(1)));
      }
      return texts;
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    fixture.close();
    try (var files = Files.walk(keys)) {
      files.sorted(java.util.Comparator.reverseOrder()).forEach(file -> file.toFile().delete());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
