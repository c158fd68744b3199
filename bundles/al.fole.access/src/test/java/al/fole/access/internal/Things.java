// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.database.LoginRole;
import al.fole.spi.Actor;
import al.fole.store.Schema;
import al.fole.store.Tx;
import al.fole.testing.fakes.TestActor;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.function.BiConsumer;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.apache.ibatis.annotations.Param;
import org.apache.ibatis.annotations.Select;

/** A protected table of a feature that exists in tests only, with a record in each municipality. */
final class Things implements AutoCloseable {
  /** What every protected table of a feature looks like. */
  private static final String TABLE =
      """
      create schema sample;
      grant usage on schema sample to fole_app, fole_jobs;
      create table sample.thing (id uuid primary key);
      grant select, insert, update on sample.thing to fole_app, fole_jobs;
      alter table sample.thing enable row level security, force row level security;
      create policy thing_read on sample.thing for select to fole_app using (
        ((select access.national()) or exists (
          select 1 from access.scope s
           where s.subject = id and s.closed_on is null and (s.until is null or s.until > now())
             and (s.unit = any ((select access.units())::text[])
               or s.holder = any ((select access.holders())::uuid[])) offset 0))
        and not exists (select 1 from access.sealed t where t.subject = id offset 0));
      create policy thing_create on sample.thing for insert to fole_app with check (
        (select access.national()) or exists (
          select 1 from access.scope s
           where s.subject = id and s.closed_on is null and s.unit = any ((select access.units())::text[])));
      create policy thing_jobs on sample.thing to fole_jobs using (true) with check (true);
      select access.declare_object('THING', 'sample', 'Sendi', 'Thing');
      select access.declare_permission('sample.see', 'READ', 'THING');
      select access.declare_policy(r.role, 'READ', 'THING', r.relations::text[], '{RECORD}', 'VKM-2026 n.8/2')
      from (values ('PMF', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}'), ('NJMF_HEAD', '{OWN_CASE,OWN_UNIT,MUNICIPALITY}'),
        ('SHSSH_REG', '{QARK}'), ('SHSSH_HQ', '{NATIONAL}'), ('PROVIDER_HEAD', '{INSTITUTION}'),
        ('PROVIDER_CM', '{OWN_CASE}'), ('SHSSH_CONTROL', '{MANDATE}'), ('ASHDMF_MON', '{MONITORED}')) as r (role, relations);
      insert into access.unit (code, kind, municipality, qark, name) values
        ('I-1', 'INSTITUTION', '53', 'AL-11', 'Shtëpia e fëmijës'), ('P-1', 'PROVIDER_NGO', null, null, 'Foleza');
      """;

  static final Permission SEE = new Permission("sample.see");

  final AccessWorld world = AccessWorld.alone();

  /** A record in each municipality's child-protection unit, by unit. */
  final Map<String, UUID> ofUnits = new TreeMap<>();

  interface ThingMapper {
    @Select("select t.id from sample.thing t where {scope t.id}")
    List<UUID> scoped(@Param("scope") Scope scope);

    @Select("/* unscoped: the first wall has fallen */ select t.id from sample.thing t")
    List<UUID> unscoped();
  }

  Things() {
    try (Connection owner = world.fixture.postgres().source(LoginRole.OWNER).getConnection();
        var statement = owner.createStatement()) {
      statement.execute("set fole.by_hand = 'fixture'; " + TABLE);
    } catch (SQLException e) {
      throw new IllegalStateException(e);
    }
    world.fixture.open(Schema.of("access", AccessSchema.class, ThingMapper.class));
    for (String unit : units()) {
      if (unit.startsWith("B")) {
        ofUnits.put(unit, UUID.randomUUID());
      }
    }
    write(tx -> ofUnits.forEach((unit, id) -> world.access.open(tx, id, id, unit, "REGISTERED")));
    superuser("insert into sample.thing select subject from access.scope");
  }

  void superuser(String sql) {
    world.superuser(sql);
  }

  /** Takes away what other tests have entered. */
  void only() {
    var known = ofUnits.values().stream().map(UUID::toString).collect(Collectors.joining(","));
    superuser("delete from sample.thing where id <> all ('{" + known + "}')");
  }

  /** A record that only the given rows of scope speak of. */
  UUID thing(BiConsumer<Tx, UUID> scoped) {
    var thing = UUID.randomUUID();
    write(tx -> scoped.accept(tx, thing));
    superuser("insert into sample.thing values ('" + thing + "')");
    return thing;
  }

  List<String> units() {
    return world.matrix.now().units().keySet().stream().sorted().toList();
  }

  Set<UUID> expected(String... units) {
    var expected = new HashSet<UUID>();
    for (String unit : units) {
      expected.add(Objects.requireNonNull(ofUnits.get(unit)));
    }
    return expected;
  }

  Set<UUID> behindRowLevelSecurity(Actor actor) {
    return new HashSet<>(world.store.read(actor, tx -> tx.mapper(ThingMapper.class).unscoped()));
  }

  Set<UUID> behindBoth(Actor actor) {
    var scope = world.access.scope(actor, SEE);
    return new HashSet<>(world.store.read(actor, tx -> tx.mapper(ThingMapper.class).scoped(scope)));
  }

  /** The predicate alone: the job role passes row-level security. */
  Set<UUID> behindThePredicate(Actor actor) {
    var scope = world.access.scope(actor, SEE);
    return new HashSet<>(
        world.store.read(
            world.access.system("test.predicate"),
            tx -> tx.mapper(ThingMapper.class).scoped(scope)));
  }

  void sees(Actor actor, Set<UUID> expected) {
    assertEquals(expected, behindBoth(actor));
    assertEquals(expected, behindRowLevelSecurity(actor), "row-level security alone");
    assertEquals(expected, behindThePredicate(actor), "the predicate alone");
  }

  void write(Consumer<Tx> work) {
    world.store.write(
        TestActor.of("PMF", "B53"),
        tx -> {
          work.accept(tx);
          return tx.record(
              new SessionEvent.SessionEnded(tx.newId(), tx.actor().who(), "TEST"), List.of());
        });
  }

  @Override
  public void close() {
    world.close();
  }
}
