// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What the business part of an operation asks of the database, statement by statement in its order:
 * without session, scope, row-level security, keys of new entries, journal or reactions' receipts.
 */
final class Statements {
  private static final String REFERRAL =
      """
      select r.id, r.version, r.child, r.case_number, r.channel, r.reasons, r.urgent, r.unit,
        r.municipality, r.state, r.since, r.risk, r.screened_on, r.care_case, r.referred_on,
        r.provider, r.informed_on, r.recorded_at
      from cases.referral r
      """;
  private static final String CASE =
      """
      select c.id, c.version, c.file_number, c.child, c.unit, c.municipality, c.state,
        c.state_since, c.risk, c.referred_on, c.opened_on, c.assessed_on, c.last_on, c.closed_on
      from cases.care_case c
      """;
  private static final String DECISION =
      """
      select d.id, d.care_case, d.kind, d.subject, d.authority, d.decided_on, d.in_force_from,
        d.valid_to, d.digest
      from cases.decision d
      where d.id = ? and d.care_case = ?
      """;
  private static final String PLACEMENT =
      """
      select p.id, p.version, p.family, p.place, p.care_case, p.file_number, p.child,
        p.child_birth_date, p.municipality, p.decision, p.decision_from, p.decision_to,
        p.emergency, p.exception, p.approval, p.places, p.approval_from, p.approval_to,
        p.care_type, p.care_form, p.kinship, p.respite_of, p.respite_from, p.started_on,
        p.planned_end, p.ended_on, p.end_reason, p.end_planned, p.provider, p.informed_on,
        p.recorded_at
      from families.placement p
      """;
  private static final String COUNTER =
      """
      select f.last from cases.file_counter f where f.municipality = ? and f.year = ?
      for no key update
      """;
  private static final String SCOPE =
      """
      insert into access.scope (subject, via, unit, relation, opened_on)
      select ?, ?, u.code, ?, ? from access.unit u where u.code = ?
      on conflict (subject, unit, via, relation) where closed_on is null do nothing
      """;
  private static final String MOVED =
      """
      update cases.care_case c set version = c.version + 1, state = ?, state_since = ?,
        risk = c.risk, assessed_on = c.assessed_on, last_on = ?, closed_on = null
      where c.id = ? and c.version = ?
      """;
  private static final String PROGRESS =
      """
      update cases.referral r set version = ?, unit = r.unit, municipality = r.municipality,
        state = ?, since = now(), risk = r.risk, screened_on = r.screened_on, care_case = ?
      where r.id = ? and r.version < ?
      """;

  /** A child who may be placed, and with whom. */
  record Placing(UUID family, UUID careCase, UUID child, UUID decision) {}

  private Statements() {}

  /** A screened referral is accepted and opens a case. */
  static UUID openCase(BareSql sql, UUID referral, LocalDate on) throws SQLException {
    var row = sql.one(REFERRAL + "where r.id = ? for no key update", referral);
    var child = row.get(2);
    var unit = row.get(7);
    var municipality = row.get(8);
    int year = on.getYear();
    var live = CASE + "where c.child = ? and c.closed_on is null for no key update";
    sql.none(live, child);
    sql.run(
        "insert into cases.file_counter (municipality, year) values (?, ?) on conflict do nothing",
        municipality,
        year);
    sql.one(COUNTER, municipality, year);
    sql.none(live, child);
    int number = 1 + (Integer) notNull(sql.one(COUNTER, municipality, year).get(0));
    var id = newId();
    sql.change(SCOPE, id, id, "RESPONSIBLE", on, unit);
    sql.change(SCOPE, child, id, "CASE", on, unit);
    sql.change(
        """
        insert into cases.care_case (
          id, version, file_number, child, unit, municipality, state, state_since, risk,
          referred_on, opened_on, last_on, provider, informed_on, recorded_at)
        values (?, 1, ?, ?, ?, ?, 'INITIAL_ASSESSMENT', ?, ?, ?, ?, ?, ?, ?, now())
        on conflict do nothing
        """,
        id,
        "RKAF-%s-%d-%05d".formatted(municipality, year, number),
        child,
        unit,
        municipality,
        on,
        row.get(11),
        row.get(14),
        on,
        on,
        row.get(15),
        row.get(16));
    sql.change(
        "update cases.file_counter f set last = ? where f.municipality = ? and f.year = ?",
        number,
        municipality,
        year);
    long version = 1 + (Long) notNull(row.get(1));
    sql.change(PROGRESS, version, "ACCEPTED", id, referral, version);
    return id;
  }

  /** A child is placed and his case moves with him. */
  static UUID place(BareSql sql, Placing it, LocalDate on) throws SQLException {
    var born =
        sql.one(
                """
                select p.id, p.version, p.sex, p.birth_date, p.birth_date_estimated, p.municipality
                from persons.person p where p.id = ? for share
                """,
                it.child)
            .get(3);
    sql.one(
        """
        select f.id, f.version, f.file_number,
          (select array_agg(a.person order by a.position) from families.adult a
            where a.family = f.id) as adults,
          f.unit, f.municipality, f.kind, f.kinship, f.care_types, f.places, f.age_from, f.age_to,
          f.state, f.state_since, f.changed_on, f.applied_on, f.provider, f.informed_on,
          f.recorded_at
        from families.family f where f.id = ? for no key update
        """,
        it.family);
    var approval =
        sql.one(
            """
            select v.id, v.family, v.provisional, v.number, v.authority, v.decided_on, v.digest,
              v.kind, v.kinship,
              (select array_agg(c.care_type order by c.care_type)
                from families.approval_care_type c where c.approval = v.id) as care_types,
              v.places, v.age_from, v.age_to, v.valid_from, v.valid_to, v.approver
            from families.approval v where v.family = ? order by v.id
            """,
            it.family);
    var careCase = sql.one(CASE + "where c.id = ? for no key update", it.careCase);
    var decision = sql.one(DECISION, it.decision, it.careCase);
    var place =
        sql
            .all(
                """
                select o.family, o.ordinal, o.approval, o.places, o.open, o.exception, o.placement,
                  o.free_from
                from families.place o where o.family = ? order by o.family, o.ordinal
                """,
                it.family)
            .stream()
            .filter(row -> row.get(6) == null)
            .findFirst()
            .orElseThrow()
            .get(1);
    sql.all(PLACEMENT + "where p.child = ? order by p.started_on, p.id", it.child);
    sql.one(
        """
        select count(distinct c.code) from reference.code c
        where c.list = 'care-type' and c.code = 'FOSTER_LONG'
          and c.valid_from <= ? and (c.valid_to is null or ? <= c.valid_to)
        """,
        on,
        on);
    var id = newId();
    sql.change(
        """
        insert into families.placement (
          id, version, family, place, care_case, file_number, child, child_birth_date,
          municipality, decision, decision_from, decision_to, emergency, approval, places,
          approval_from, approval_to, care_type, care_form, kinship, started_on, provider,
          informed_on, recorded_at)
        values (?, 1, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, false, ?, ?, ?, ?, 'FOSTER_LONG', ?, ?, ?,
          'SOCIAL_WORKER', ?, now())
        """,
        id,
        it.family,
        place,
        it.careCase,
        careCase.get(2),
        it.child,
        born,
        careCase.get(5),
        it.decision,
        decision.get(6),
        decision.get(7),
        approval.get(0),
        approval.get(10),
        approval.get(13),
        approval.get(14),
        approval.get(7),
        approval.get(8),
        on,
        on);
    sql.change(
        """
        update families.place o set placement = ?
        where o.family = ? and o.ordinal = ? and o.placement is null and o.open
        """,
        id,
        it.family,
        place);
    var again = sql.one(CASE + "where c.id = ? for no key update", it.careCase);
    sql.one(DECISION, it.decision, it.careCase);
    sql.change(MOVED, "IN_CARE", on, on, it.careCase, again.get(1));
    sql.change(
        """
        insert into cases.care (care_case, placement, family, care_type, started_on)
        values (?, ?, ?, 'FOSTER_LONG', ?)
        """,
        it.careCase,
        id,
        it.family,
        on);
    progress(sql, it.careCase, "IN_CARE");
    return id;
  }

  /** The place is free again and the case in preparation. */
  static void end(BareSql sql, UUID placement, Placing it, LocalDate on) throws SQLException {
    sql.change(
        """
        update families.placement p set version = 2, ended_on = ?, end_reason = 'MOVED_FAMILY',
          end_planned = true
        where p.id = ?
        """,
        on,
        placement);
    sql.change(
        "update families.place o set placement = null, free_from = ? where o.placement = ?",
        on,
        placement);
    var careCase = sql.one(CASE + "where c.id = ? for no key update", it.careCase);
    sql.change(MOVED, "IN_PREPARATION", on, on, it.careCase, careCase.get(1));
    sql.change(
        "update cases.care k set ended_on = ?, end_reason = 'MOVED_FAMILY' where k.placement = ?",
        on,
        placement);
    progress(sql, it.careCase, "IN_PREPARATION");
  }

  private static void progress(BareSql sql, UUID careCase, String state) throws SQLException {
    var of = REFERRAL + "where r.care_case = ? order by r.id for no key update";
    for (var referral : sql.all(of, careCase)) {
      long version = 1 + (Long) notNull(referral.get(1));
      sql.change(PROGRESS, version, state, careCase, referral.get(0), version);
    }
  }

  /** The first page of the children placed last, and who they are. */
  static int placements(BareSql sql, LocalDate today, int limit) throws SQLException {
    List<List<@Nullable Object>> page =
        sql.all(
            PLACEMENT
                + """
                where p.respite_of is null and p.started_on <= ?
                  and (p.ended_on is null or p.ended_on >= ?)
                  and not exists (
                    select 1 from families.placement q
                    where q.child = p.child and q.respite_of is null and q.started_on <= ?
                      and (q.started_on, q.id) > (p.started_on, p.id))
                order by p.started_on desc, p.id desc
                limit ?
                """,
            today,
            today,
            today,
            limit + 1);
    var children = page.stream().limit(limit).map(row -> row.get(6)).toArray(UUID[]::new);
    sql.all(
        """
        select p.id, p.version, p.personal_number, p.temporary_identifier, p.first_name,
          p.father_name, p.last_name, p.sex, p.birth_date, p.birth_date_estimated, p.municipality,
          p.address, p.contact, p.provider, p.informed_on, p.recorded_at
        from persons.person p where p.id = any (?)
        """,
        (Object) children);
    sql.all(
        "select k.id, k.handle, k.wrapped from store.subject_key k where k.id = any (?)",
        (Object) children);
    return children.length;
  }

  /** Grows with time, as the ids of the module do. */
  private static UUID newId() {
    long random = UUID.randomUUID().getMostSignificantBits() & 0xfffL;
    return new UUID(
        System.currentTimeMillis() << 16 | 0x7000L | random,
        UUID.randomUUID().getLeastSignificantBits());
  }

  private static Object notNull(@Nullable Object value) {
    return java.util.Objects.requireNonNull(value);
  }
}
