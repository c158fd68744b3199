// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationLintTest {

  private static List<String> check(String sql) {
    return MigrationLint.check(new Script("002_x.sql", sql));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "drop | drop table a.b",
        "drop | drop function a.f(int)",
        "drop | alter table a.b drop column c",
        "drop | alter table only a.b add column d int, drop constraint e",
        "drop | alter table a.b alter column c drop default",
        "rename | alter table a.b rename column c to d",
        "rename | alter table a.b rename to c",
        "rename | alter type a.t rename value 'x' to 'y'",
        "set-schema | alter table a.b set schema c",
        "alter-type | alter table a.b alter column c type bigint",
        "alter-type | alter table a.b alter c set data type bigint",
        "set-not-null | alter table a.b alter column c set not null",
        "not-null-without-default | alter table a.b add column c int not null",
        "rewrites-the-table | alter table a.b add column c uuid default gen_random_uuid()",
        "rewrites-the-table | alter table a.b add c int generated always as (d + 1) stored",
        "constraint-not-valid | alter table a.b add constraint c check (d > 0)",
        "constraint-not-valid | alter table a.b add check (d > 0)",
        "constraint-not-valid | alter table a.b add constraint c foreign key (d) references a.e",
        "constraint-not-valid | alter table a.b add constraint c unique (d, e)",
        "constraint-not-valid | alter table a.b add column c uuid references a.d",
        "constraint-not-valid | alter table a.b add column c text unique",
        "index-not-concurrently | create index c on a.b (d)",
        "index-not-concurrently | create unique index on a.b (d)",
        "concurrently-needs-no-transaction | create index concurrently c on a.b (d)",
        "drop | alter table a.b drop constraint c",
        "drop | alter table a.b drop constraint c, add constraint d check (e > 0) not valid",
        "truncate | truncate a.b",
        "lock | lock table a.b",
        "revoke | revoke update on a.b from fole_app",
        "hidden-in-do-block | do $$ begin execute 'drop table a.b'; end $$"
      })
  void refusesWhatAnOlderVersionCouldNotBear(String rule, String sql) {
    List<String> found = check(sql);
    assertEquals(1, found.size(), found.toString());
    assertTrue(found.get(0).startsWith(rule + ": "), found.toString());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "alter table a.b add column c int",
        "alter table a.b add column c text not null default 'drop table x'",
        "alter table a.b alter column c drop not null",
        "alter table a.b add constraint c check (d in (1, 2)) not valid",
        "alter table a.b drop constraint c, add constraint c check (d > 0) not valid",
        "alter table a.b validate constraint c",
        "alter table a.b add constraint c unique using index i",
        "alter table a.b enable row level security",
        "create table a.c (d int not null unique); create index on a.c (d); revoke update on a.c from x",
        "create function a.f(x int) returns int language sql as $$ select 1; drop $$;"
            + " revoke execute on function a.f(int) from public",
        "create table a.c (d int); alter table a.c alter d type text, drop column e",
        "insert into a.b values ('it''s; drop table a.b')",
        "comment on table a.b is 'rename to'",
        "drop policy p on a.b; create policy p on a.b using (true)",
        "-- no-transaction\ncreate index concurrently if not exists c on a.b (d)"
      })
  void letsExpansionPass(String sql) {
    assertEquals(List.of(), check(sql));
  }

  @Test
  void aFileOutsideATransactionOnlyBuildsConcurrently() {
    assertTrue(
        check("-- no-transaction\nalter table a.b add column c int")
            .get(0)
            .startsWith("no-transaction-is-for-concurrently"));
  }

  @Test
  void commentsHideNothing() {
    assertEquals(1, check("/* create table a.b */ DROP -- really\n TABLE a.b").size());
  }

  @Test
  void statementsEndAtTheirOwnSemicolons() {
    assertEquals(
        List.of("select ';', \";\" /* ; */ -- ;\n", " select $x$ ; $$ ; $x$"),
        SqlText.statements("select ';', \";\" /* ; */ -- ;\n; select $x$ ; $$ ; $x$;\n-- end\n"));
  }
}
