// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Expand only: a migration beyond a bundle's first may run while an older version is at work, so it
 * takes nothing away, changes no meaning and locks no table for long. What a file itself has
 * created it may treat as it likes.
 */
final class MigrationLint {
  private static final String NAME = "((?:\"?[a-z_][a-z0-9_]*\"?\\.)?\"?[a-z_][a-z0-9_]*\"?)";
  private static final Pattern CREATED =
      Pattern.compile(
          "^create (?:unlogged )?(?:or replace )?(?:table|materialized view|function|sequence) "
              + "(?:if not exists )?"
              + NAME);
  private static final Pattern REVOKED =
      Pattern.compile(
          "^revoke .*? on (?:table |function |sequence )?([a-z0-9_.\", ]+?)(?: ?\\(.*\\))? from ");
  private static final Pattern ALTERED =
      Pattern.compile("^alter table (?:if exists )?(?:only )?" + NAME + " (.*)$");
  private static final Pattern INDEXED =
      Pattern.compile(
          "^create (?:unique )?index (?:concurrently )?(?:if not exists )?(?:\\S+ )?on (?:only )?"
              + NAME);
  private static final Pattern VOLATILE =
      Pattern.compile(
          "default \\(*(?:gen_random_uuid|random|clock_timestamp|nextval|timeofday)\\(");
  private static final Pattern BODY = Pattern.compile("^\\s*do\\b.*", Pattern.DOTALL);

  private MigrationLint() {}

  /** What a file does that it must not, each as {@code rule: statement}; empty when nothing. */
  static List<String> check(Script script) {
    var found = new ArrayList<String>();
    var created = new HashSet<String>();
    for (String statement : SqlText.statements(script.sql())) {
      String plain = SqlText.plain(statement).toLowerCase(Locale.ROOT);
      String rule =
          BODY.matcher(plain).matches() ? "hidden-in-do-block" : rule(script, plain, created);
      if (rule != null) {
        found.add(rule + ": " + plain.substring(0, Math.min(plain.length(), 80)));
      }
      Matcher creation = CREATED.matcher(plain);
      if (creation.find()) {
        created.add(creation.group(1));
      }
    }
    return found;
  }

  private static @Nullable String rule(Script script, String sql, Set<String> created) {
    boolean concurrent = sql.contains(" concurrently ");
    if (concurrent && !script.alone()) {
      return "concurrently-needs-no-transaction";
    }
    if (script.alone() && !concurrent) {
      return "no-transaction-is-for-concurrently";
    }
    if (sql.startsWith("drop ") && !sql.startsWith("drop policy ")) {
      return "drop";
    }
    if (sql.startsWith("truncate ") || sql.startsWith("lock ")) {
      return sql.substring(0, sql.indexOf(' '));
    }
    Matcher revoked = REVOKED.matcher(sql);
    if (sql.startsWith("revoke ")
        && !(revoked.find() && created.containsAll(List.of(revoked.group(1).split(", ?"))))) {
      return "revoke";
    }
    if (sql.startsWith("alter ") && sql.contains(" rename ")) {
      return "rename";
    }
    if (sql.startsWith("alter ") && sql.contains(" set schema ")) {
      return "set-schema";
    }
    Matcher index = INDEXED.matcher(sql);
    if (!concurrent && index.find() && !created.contains(index.group(1))) {
      return "index-not-concurrently";
    }
    Matcher alteration = ALTERED.matcher(sql);
    if (!alteration.find() || created.contains(alteration.group(1))) {
      return null;
    }
    List<String> actions = actions(alteration.group(2));
    for (String action : actions) {
      String rule = replaced(action, actions) ? null : action(action);
      if (rule != null) {
        return rule;
      }
    }
    return null;
  }

  /** The comma-separated actions of ALTER TABLE; commas in parentheses do not part them. */
  private static List<String> actions(String text) {
    var actions = new ArrayList<String>();
    int depth = 0;
    int from = 0;
    for (int i = 0; i < text.length(); i++) {
      char c = text.charAt(i);
      depth += c == '(' ? 1 : c == ')' ? -1 : 0;
      if (c == ',' && depth == 0) {
        actions.add(text.substring(from, i).strip());
        from = i + 1;
      }
    }
    actions.add(text.substring(from).strip());
    return actions;
  }

  /** A check that comes back under its name in the same statement: how a check is widened. */
  private static boolean replaced(String action, List<String> actions) {
    if (!action.matches("drop constraint \\S+")) {
      return false;
    }
    String again = "add constraint " + action.substring("drop constraint ".length()) + " check ";
    return actions.stream().anyMatch(it -> it.startsWith(again) && it.endsWith(" not valid"));
  }

  private static @Nullable String action(String action) {
    if (action.startsWith("drop ")) {
      return "drop";
    }
    if (action.startsWith("alter ")) {
      if (action.matches("alter (column )?\\S+ (set data )?type .*")) {
        return "alter-type";
      }
      if (action.contains(" set not null")) {
        return "set-not-null";
      }
      return action.contains(" drop default") || action.contains(" drop identity") ? "drop" : null;
    }
    if (action.matches(
        "add (constraint .*|check ?\\(.*|foreign key.*|unique.*|primary key.*|exclude .*)")) {
      boolean indexed = action.contains("using index");
      boolean later = action.endsWith(" not valid");
      return indexed || later ? null : "constraint-not-valid";
    }
    if (action.startsWith("add ")) {
      return column(action);
    }
    return null;
  }

  private static @Nullable String column(String action) {
    boolean defaulted = action.contains(" default ") || action.contains(" generated ");
    if (action.contains(" not null") && !defaulted) {
      return "not-null-without-default";
    }
    if (VOLATILE.matcher(action).find() || action.contains(" stored")) {
      return "rewrites-the-table";
    }
    return action.matches(".* (unique|primary key|references|check)\\b.*")
        ? "constraint-not-valid"
        : null;
  }
}
