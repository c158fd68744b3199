// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.SubjectKey;
import al.fole.keys.Vault;
import al.fole.persons.PersonId;
import al.fole.population.Population;
import al.fole.population.Someone;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.PGConnection;

/**
 * Copies a population straight into the tables, sealed and indexed as the register does it but past
 * its rules, walls and trail: volume for benchmarks, never for tests of behaviour.
 */
final class BulkPeople {
  private static final int BATCH = 2_000;
  private static final long FIRST_ID = 0x0190_0000_0000_7000L;

  private final Vault vault;
  private final SearchTokens tokens;

  private final StringBuilder keys = new StringBuilder();
  private final StringBuilder people = new StringBuilder();
  private final StringBuilder numbers = new StringBuilder();
  private final StringBuilder words = new StringBuilder();
  private final StringBuilder scopes = new StringBuilder();

  BulkPeople(Vault vault) {
    this.vault = vault;
    tokens = new SearchTokens(vault);
  }

  /** Enters so many people, each in the scope of the unit of his municipality. */
  void load(DataSource superuser, long seed, int size) throws SQLException, IOException {
    try (Connection connection = superuser.getConnection()) {
      unwatched(connection);
      Iterator<Someone> population = Population.of(seed, size).iterator();
      while (population.hasNext()) {
        for (int i = 0; i < BATCH && population.hasNext(); i++) {
          add(population.next());
        }
        copy(connection, "store.subject_key (id, kind, handle, wrapped)", keys);
        copy(
            connection,
            "persons.person (id, version, personal_number, temporary_identifier, first_name,"
                + " father_name, last_name, sex, birth_date, birth_date_estimated, municipality,"
                + " address, contact, provider, informed_on, recorded_at)",
            people);
        copy(connection, "persons.number (blind, person)", numbers);
        copy(connection, "persons.token (token, person)", words);
        copy(connection, "access.scope (subject, via, unit, relation, opened_on)", scopes);
      }
      try (var statement = connection.createStatement()) {
        statement.execute("analyze");
      }
    }
  }

  /** The rows are made for a measurement and are told nowhere. */
  private static void unwatched(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      for (String table :
          List.of(
              "store.subject_key",
              "persons.person",
              "persons.number",
              "persons.token",
              "access.scope")) {
        statement.execute("alter table " + table + " disable trigger entered");
      }
    }
  }

  private void add(Someone one) {
    var id =
        new UUID(
            FIRST_ID + ((long) one.index() << 16),
            Long.MIN_VALUE | (ThreadLocalRandom.current().nextLong() >>> 2));
    var command = People.like(one).registration();
    var person = Person.register(new PersonId(id), command, Instant.now(), People.TODAY).state();
    byte[] wrapped = vault.newKey();
    SubjectKey key = vault.open(wrapped);
    line(keys, id, "person", UUID.randomUUID(), wrapped);
    var row = SealedPerson.of(person, key);
    line(
        people,
        id,
        row.version(),
        row.personalNumber(),
        row.temporaryIdentifier(),
        row.firstName(),
        row.fatherName(),
        row.lastName(),
        row.sex(),
        row.birthDate(),
        row.birthDateEstimated(),
        row.municipality(),
        row.address(),
        row.contact(),
        row.provider(),
        row.informedOn(),
        row.recordedAt());
    String blind = tokens.number(person.identity().personalNumber());
    if (blind != null) {
      line(numbers, "\\" + blind, id);
    }
    for (String word : tokens.names(person.identity())) {
      line(words, "\\" + word, id);
    }
    line(scopes, id, id, "B" + one.municipality(), "REGISTERED", row.informedOn());
  }

  /** One line as COPY reads it; a backslash is doubled, null is \N. */
  private static void line(StringBuilder to, @Nullable Object... values) {
    String between = "";
    for (Object value : values) {
      to.append(between);
      if (value == null) {
        to.append("\\N");
      } else if (value instanceof byte[] bytes) {
        to.append("\\\\x").append(HexFormat.of().formatHex(bytes));
      } else {
        to.append(value);
      }
      between = "\t";
    }
    to.append('\n');
  }

  private static void copy(Connection connection, String into, StringBuilder lines)
      throws SQLException, IOException {
    var api = connection.unwrap(PGConnection.class).getCopyAPI();
    api.copyIn(
        "copy " + into + " from stdin", new ByteArrayInputStream(lines.toString().getBytes(UTF_8)));
    lines.setLength(0);
  }
}
