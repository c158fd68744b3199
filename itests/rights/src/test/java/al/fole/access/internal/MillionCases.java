// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.testing.world.World;

/**
 * Cases of invented children all over the country, written in bulk: each with its scope rows, one
 * in twenty closed, and the words its child is found by. Nothing in it is readable.
 */
final class MillionCases {
  static final int CASES = Integer.getInteger("fole.bench.cases", 1_000_000);

  private MillionCases() {}

  static void write(World world) {
    world.run(
        """
        set session_replication_role = replica; -- no triggers: the rows are right by construction
        alter table persons.person disable trigger user;
        alter table persons.token disable trigger user;
        alter table cases.care_case disable trigger user;
        alter table access.scope disable trigger user;
        alter table access.standing disable trigger user;
        set synchronous_commit = off;
        create temporary table made on commit drop as
          select i, gen_random_uuid() as id, gen_random_uuid() as child, m.code as municipality
          from generate_series(1, %d) i
          join (select code, row_number() over (order by code) - 1 as place
                from reference.municipality) m on m.place = i %% 61;
        insert into persons.person (id, version, temporary_identifier, first_name, father_name,
          last_name, sex, birth_date, birth_date_estimated, municipality, provider, informed_on,
          recorded_at)
        select child, 1, 'T-' || upper(lpad(to_hex(i), 8, '0')), sha256(child::text::bytea),
          sha256(id::text::bytea), sha256(child::text::bytea), case i %% 2 when 0 then 'F' else 'M' end,
          date '2009-01-01' + i %% 6000, false, municipality, 'SOCIAL_WORKER', date '2026-01-02', now()
        from made;
        insert into persons.token (token, person)
        select sha256(('word' || (hashint4(i * 2 + w) & 16383))::bytea), child
        from made, generate_series(0, 1) w
        on conflict do nothing;
        insert into cases.care_case (id, version, file_number, child, unit, municipality, state,
          state_since, risk, referred_on, opened_on, last_on, provider, informed_on, recorded_at)
        select id, 1, 'RKAF-' || municipality || '-2026-' || lpad(i::text, 7, '0'), child,
          'B' || municipality, municipality, 'IN_CARE', date '2026-01-05', 'LOW', date '2020-01-01',
          date '2020-01-02' + (hashint4(i) & 2047), date '2026-01-05', 'SOCIAL_WORKER',
          date '2026-01-02', now()
        from made;
        insert into access.scope (subject, via, unit, relation, opened_on)
        select id, id, 'B' || municipality, 'RESPONSIBLE', date '2026-01-05' from made
        union all
        select child, id, 'B' || municipality, 'REGISTERED', date '2026-01-05' from made;
        insert into access.standing (subject, state, since)
        select id, 'CLOSED', now()
        from made where i %% 20 = 0;
        """
            .formatted(CASES));
    for (String table :
        new String[] {
          "access.scope", "access.standing", "cases.care_case", "persons.person", "persons.token"
        }) {
      world.run("vacuum analyze " + table);
    }
  }
}
