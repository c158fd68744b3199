// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.access.Scope;
import al.fole.database.LoginRole;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Each of the two walls around people stands without the other. */
class WallsTest {
  private static final Scope NATIONAL = new Scope(true, List.of());
  private static PersonsWorld world;
  private static PersonId inTirana;
  private static PersonId inDurres;

  @BeforeAll
  static void open() {
    world = new PersonsWorld();
    inTirana = world.register(world.tirana, world.somebody());
    inDurres = world.register(world.durres, world.somebody());
  }

  @AfterAll
  static void close() {
    world.close();
  }

  @Test
  void thePredicateNarrowsWhereThePolicyIsSilent() {
    var store = world.store();
    var system = world.access().system("persons.test");
    var tirana = new Scope(false, List.of("B53"));
    assertEquals(2, seen(system, NATIONAL));
    assertEquals(1, seen(system, tirana));
    assertEquals(0, seen(system, new Scope(false, List.of())));
    assertEquals(
        0,
        store
            .read(
                system,
                tx ->
                    tx.mapper(PersonMapper.class)
                        .byId(List.of(inDurres.value()), false, tirana)
                        .size())
            .intValue());
  }

  @Test
  void thePolicyNarrowsWhereThePredicateIsWrong() {
    assertEquals(1, seen(world.tirana, NATIONAL));
    assertEquals(1, seen(world.durres, NATIONAL));
    assertEquals(1, seen(world.region, NATIONAL));
    assertEquals(2, seen(world.directorate, NATIONAL));
    assertEquals(0, seen(world.administrator, NATIONAL));
  }

  @Test
  void thePolicyHoldsForChangesAndLocks() {
    var store = world.store();
    store.read(
        world.tirana,
        tx -> {
          var mapper = tx.mapper(PersonMapper.class);
          assertTrue(mapper.isThere(inTirana.value(), NATIONAL));
          assertTrue(!mapper.isThere(inDurres.value(), NATIONAL));
          return 0;
        });
    var error =
        assertThrows(
            RuntimeException.class,
            () ->
                store.write(
                    world.tirana,
                    tx -> {
                      var mapper = tx.mapper(PersonMapper.class);
                      assertEquals(null, mapper.locked(inDurres.value(), NATIONAL));
                      assertEquals(null, mapper.facts(inDurres.value(), NATIONAL));
                      throw new IllegalStateException("done");
                    }));
    assertEquals("done", error.getMessage());
  }

  @Test
  void withoutContextTheAppRoleSeesNobody() throws SQLException {
    try (Connection connection = world.fixture.postgres().source(LoginRole.APP).getConnection();
        Statement statement = connection.createStatement()) {
      for (String table :
          List.of(
              "persons.person",
              "persons.referral",
              "persons.protected_address",
              "persons.home",
              "persons.opening")) {
        try (var row = statement.executeQuery("select count(*) from " + table)) {
          row.next();
          assertEquals(0, row.getLong(1), table);
        }
      }
      assertEquals(0, statement.executeUpdate("update persons.person set sex = 'U'"));
      denied(() -> statement.executeUpdate("delete from persons.person"));
      denied(() -> statement.executeUpdate("truncate persons.number"));
    }
  }

  @Test
  void theOwnerHimselfStandsBehindTheWall() throws SQLException {
    try (Connection connection = world.fixture.postgres().source(LoginRole.OWNER).getConnection();
        Statement statement = connection.createStatement();
        var row = statement.executeQuery("select count(*) from persons.person")) {
      row.next();
      assertEquals(0, row.getLong(1));
    }
  }

  @Test
  void nobodyIsEnteredForNoUnit() {
    var store = world.store();
    People stranger = world.somebody();
    assertThrows(
        RuntimeException.class,
        () ->
            store.write(
                world.tirana,
                tx -> {
                  var registered =
                      Person.register(
                          new PersonId(tx.newId()), stranger.registration(), tx.now(), tx.today());
                  new PersonRows(world.vault).enter(tx, registered.state());
                  return tx.record(registered);
                }));
    assertEquals(2, world.people());
  }

  /** The predicate lets everything through, also what is sealed. */
  private static final Scope EVERYTHING =
      new Scope(
          true, List.of(), List.of(), List.of("OPEN", "CLOSED", "SEALED"), List.of(), Map.of());

  @Test
  void thePolicyAsksWhoHoldsARecordForHowLongAndWhetherItIsSealed() {
    var manager = TestActor.of("PROVIDER_CM", "P-1");
    world.run(
        "insert into access.unit (code, kind, name) values ('P-1', 'PROVIDER_NGO', 'Ofruesi')"
            + " on conflict do nothing");
    assertEquals(0, seen(manager, EVERYTHING));
    world.run(
        "insert into access.scope (subject, via, holder, relation, opened_on, until)"
            + " select subject, via, '%s', 'ASSIGNED', opened_on, now() + interval '1 hour'"
                .formatted(manager.who())
            + " from access.scope where unit = 'B53' and closed_on is null");
    assertEquals(1, seen(manager, EVERYTHING));
    assertEquals(0, seen(TestActor.of("PROVIDER_CM", "P-1"), EVERYTHING));
    world.run(
        "update access.scope set until = now() - interval '1 second' where holder is not null");
    assertEquals(0, seen(manager, EVERYTHING));
    world.run(
        "insert into access.standing select distinct subject, 'SEALED', now()"
            + " from access.scope where unit = 'B53'");
    assertEquals(0, seen(world.tirana, EVERYTHING));
    world.run("delete from access.standing; delete from access.scope where holder is not null");
    assertEquals(1, seen(world.tirana, EVERYTHING));
  }

  private static int seen(Actor actor, Scope scope) {
    var ids = List.of(inTirana.value(), inDurres.value());
    return world
        .store()
        .read(actor, tx -> tx.mapper(PersonMapper.class).byId(ids, false, scope).size());
  }

  private static void denied(Executable work) {
    assertEquals("42501", assertThrows(SQLException.class, work).getSQLState());
  }
}
