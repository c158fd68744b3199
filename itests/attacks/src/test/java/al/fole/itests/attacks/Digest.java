// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

/** What a request may not change in passing: every row of every record, and who may see it. */
final class Digest {
  private static final String[] TABLES = {
    "persons.person",
    "cases.referral",
    "cases.care_case",
    "cases.assessment",
    "cases.decision",
    "cases.care",
    "families.family",
    "families.adult",
    "families.assessment",
    "families.approval",
    "families.place",
    "families.placement",
    "access.scope",
    "access.account"
  };

  /** One line a table. */
  static final String SQL = sql();

  private Digest() {}

  private static String sql() {
    var sql = new StringBuilder();
    for (var table : TABLES) {
      sql.append(sql.isEmpty() ? "" : " union all ")
          .append("select '%s ' || count(*) || ' ' || ".formatted(table))
          .append("md5(coalesce(string_agg(t::text, '|' order by t::text), '')) from ")
          .append(table)
          .append(" t");
    }
    return sql.toString();
  }
}
