// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import com.zaxxer.hikari.HikariDataSource;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.util.UUID;

/**
 * The same change of one thing over plain JDBC: lock its row, update it, insert a part. Bare, and
 * with the two kinds of trail that others keep.
 */
final class Trails {
  /** As long as an entry of the journal. */
  static final byte[] ENTRY = "e".repeat(384).getBytes(StandardCharsets.US_ASCII);

  private static final String VERSION =
      "select version from benchmark.thing where id = ? for update";
  private static final String CHANGE =
      "update benchmark.thing set version = ?, label = ? where id = ? and version = ? - 1";
  private static final String PART =
      "insert into benchmark.part (id, thing, label) values (?, ?, ?)";

  /** The tables of a hash chain. */
  static final String CHAIN =
      """
      create schema if not exists benchmark;
      grant usage on schema benchmark to fole_app, fole_jobs;
      create table benchmark.chain_head (
        one boolean primary key default true check (one), hash bytea not null);
      create table benchmark.chain (
        id bigint generated always as identity primary key,
        prev bytea not null, entry bytea not null, hash bytea not null);
      grant select, update on benchmark.chain_head to fole_app, fole_jobs;
      grant insert on benchmark.chain to fole_app, fole_jobs;
      grant select (hash) on benchmark.chain to fole_app, fole_jobs;
      insert into benchmark.chain_head (hash) values (sha256(''));""";

  /** The lock on the head is taken as late as can be, and released by the COMMIT beside it. */
  static final String LINK =
      """
      with head as (select hash from benchmark.chain_head for update),
        linked as (insert into benchmark.chain (prev, entry, hash)
          select head.hash, ?, sha256(head.hash || ?) from head returning hash)
      update benchmark.chain_head h set hash = linked.hash from linked; commit""";

  private static final String REVISION =
      "insert into benchmark.revision (at, by_user) values (now(), ?) returning id";
  private static final String THING_COPY =
      "insert into benchmark.thing_copy (id, rev, kind, version, label) values (?, ?, 1, ?, ?)";
  private static final String PART_COPY =
      "insert into benchmark.part_copy (id, rev, kind, thing, label) values (?, ?, 0, ?, ?)";

  private final HikariDataSource pool;
  private final String label;
  private final UUID user = UUID.randomUUID();

  Trails(HikariDataSource pool, String label) {
    this.pool = pool;
    this.label = label;
  }

  /** No trail. */
  void bare(UUID thing) throws SQLException {
    BareSql.commit(pool, sql -> change(sql, thing, UUID.randomUUID()));
  }

  /** Each write locks the head of a chain and appends hash(prev, entry) in its transaction. */
  void chained(UUID thing) throws SQLException {
    BareSql.commit(
        pool,
        sql -> {
          change(sql, thing, UUID.randomUUID());
          sql.change(LINK, ENTRY, ENTRY);
        });
  }

  /** As Hibernate Envers does: a row for the revision, and each changed row copied whole. */
  void copied(UUID thing) throws SQLException {
    BareSql.commit(
        pool,
        sql -> {
          var part = UUID.randomUUID();
          long version = change(sql, thing, part);
          var revision = sql.one(REVISION, user).get(0);
          sql.change(THING_COPY, thing, revision, version, label);
          sql.change(PART_COPY, part, revision, thing, label);
        });
  }

  private long change(BareSql sql, UUID thing, UUID part) throws SQLException {
    var found = sql.one(VERSION, thing).get(0);
    long version = ((Number) java.util.Objects.requireNonNull(found)).longValue() + 1;
    sql.change(CHANGE, version, label, thing, version);
    sql.change(PART, part, thing, label);
    return version;
  }
}
