// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * Counts what must never be, twice: from the tables as they are, and from the journal alone. Knows
 * nothing of the code that writes them.
 */
final class Violations {
  private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

  /** Events of a type, with their facts. */
  private static final String EVENTS =
      "(select record, facts from journal.event where type = '%s' and record_version is not null)";

  static {
    ask(
        "I-01 a child in two families",
        """
        select count(*) from families.placement a join families.placement b
          on a.child = b.child and a.id < b.id and a.respite_of is null and b.respite_of is null
         where daterange(a.started_on, a.ended_on) && daterange(b.started_on, b.ended_on)""");
    ask(
        "I-15 an adult of a family whose address stands open",
        """
        select count(*) from families.adult a join persons.person p on p.id = a.person
         where a.left_on is null
           and (not p.home_protected or p.address is not null or p.contact is not null)""");
    ask(
        "I-02 a child with two live cases",
        """
        select count(*) from (select child from cases.care_case where closed_on is null
          group by child having count(*) > 1) twice""");
    ask(
        "I-03 a placement outside its approval",
        """
        select count(*) from families.placement p join families.approval a on a.id = p.approval
         where a.family <> p.family or p.started_on not between a.valid_from and a.valid_to
            or not exists (select 1 from families.approval_care_type t
                            where t.approval = a.id and t.care_type = p.care_type)""");
    ask(
        "I-04 more children than places",
        """
        select count(*) from (
          select p.family from families.placement p where p.ended_on is null group by p.family
          having count(*) > (select count(*) from families.place s where s.family = p.family)
              or count(*) <> (select count(s.placement) from families.place s
                               where s.family = p.family)) crowded""");
    ask(
        "I-06 a placement without a decision in force",
        """
        select count(*) from families.placement p left join cases.decision d on d.id = p.decision
         where d.id is null or d.care_case <> p.care_case or d.in_force_from > p.started_on
            or d.valid_to < p.started_on or d.digest !~ '^[0-9a-f]{64}$'""");
    ask(
        "I-11 dates out of order",
        """
        select count(*) from families.placement p
          join cases.care_case c on c.id = p.care_case
          join persons.person k on k.id = p.child
         where p.started_on < c.referred_on or p.ended_on < p.started_on
            or p.started_on < k.birth_date or p.child_birth_date <> k.birth_date""");
    ask(
        "I-20 an approval by the assessor",
        "select count(*) from families.approval where approver = assessor");
    ask(
        "a case that does not know where its child lives",
        """
        select count(*) from cases.care_case c
         where (c.state in ('IN_CARE', 'EMERGENCY_PLACED')) <> exists (
           select 1 from families.placement p
            where p.care_case = c.id and p.ended_on is null and p.respite_of is null)""");
    ask(
        "a version of a row without its entry, or the other way round",
        """
        select count(*) from journal.watched w
          cross join lateral journal.differences(w.table_name, 1000) d
         where w.version_column is not null""");
    ask(
        "two entries for one version",
        """
        select count(*) from (select record, record_version from journal.event
          where record_version is not null group by 1, 2 having count(*) > 1) twice""");
    ask(
        "journal I-01 a child in two families",
        """
        select count(*) from (
          select p.facts ->> 'child' from %s p
           where p.facts ->> 'respiteOf' is null
             and not exists (select 1 from %s e where e.record = p.record)
           group by 1 having count(*) > 1) twice"""
            .formatted(events("families.child-placed"), events("families.placement-ended")));
    ask(
        "journal I-02 a child with two live cases",
        """
        select count(*) from (
          select o.facts ->> 'child' from %s o
           where not exists (select 1 from journal.event e
              where e.record = o.record and e.facts ->> 'state' like 'CLOSED%%')
           group by 1 having count(*) > 1) twice"""
            .formatted(events("cases.opened")));
    ask(
        "journal I-04 more children than places",
        """
        select count(*) from (
          select p.facts ->> 'family' as family, count(*) as children from %s p
           where not exists (select 1 from %s e where e.record = p.record) group by 1) home
         where children > (select max((a.facts ->> 'places')::int) from %s a
                            where a.record = home.family::uuid)"""
            .formatted(
                events("families.child-placed"),
                events("families.placement-ended"),
                events("families.approved")));
    ask(
        "journal I-06 a placement without a decision in force",
        """
        select count(*) from %s p
         where not exists (select 1 from %s d
           where d.facts ->> 'decision' = p.facts ->> 'decision'
             and d.facts ->> 'careCase' = p.facts ->> 'careCase'
             and d.facts ->> 'inForceFrom' <= p.facts ->> 'startedOn')"""
            .formatted(events("families.child-placed"), events("cases.decided")));
    ask(
        "tables and journal disagree on a placement",
        """
        select count(*) from families.placement p
          full join %s j on j.record = p.id
         where p.id is null or j.record is null or (p.ended_on is not null) <> exists (
           select 1 from %s e where e.record = p.id)"""
            .formatted(events("families.child-placed"), events("families.placement-ended")));
    ask(
        "tables and journal disagree on a case",
        """
        select count(*) from cases.care_case c
         where c.state is distinct from (
           select e.facts ->> 'state' from journal.event e
            where e.record = c.id and e.record_version = c.version)""");
  }

  private Violations() {}

  private static void ask(String question, String sql) {
    QUESTIONS.put(question, sql);
  }

  private static String events(String type) {
    return EVENTS.formatted(type);
  }

  /** How many questions there are. */
  static int questions() {
    return QUESTIONS.size();
  }

  /** What is violated, with how often; empty when nothing is. */
  static Map<String, Long> in(Connection connection) throws SQLException {
    var found = new TreeMap<String, Long>();
    for (var question : QUESTIONS.entrySet()) {
      try (var statement = connection.createStatement();
          var row = statement.executeQuery(question.getValue())) {
        row.next();
        if (row.getLong(1) > 0) {
          found.put(question.getKey(), row.getLong(1));
        }
      }
    }
    return found;
  }
}
