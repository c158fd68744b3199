// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.access.FieldGroup;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.session.Configuration;
import org.jspecify.annotations.Nullable;

/**
 * Writes the predicate where a statement says {@code {scope t.id}} or {@code {field HEALTH t.id}}.
 * Its {@code offset 0} has each row asked for by its key: without it a plan may read all that is in
 * scope for one row. A scope or a field that is missing matches nothing.
 */
final class ScopeLanguage extends XMLLanguageDriver {
  private static final Pattern MARK =
      Pattern.compile(
          "\\{(?:scope|field\\s+([A-Z_]+))\\s+([a-z_][a-z0-9_]*(?:\\.[a-z_][a-z0-9_]*)?)\\s*}");
  private static final Pattern LEFT = Pattern.compile("(?<![#$])\\{\\s*(scope|field)\\b[^}]*}?");
  private static final Set<String> GROUPS =
      Arrays.stream(FieldGroup.values()).map(FieldGroup::name).collect(Collectors.toSet());

  /**
   * Who has the subject, and how it stands: without a row it is open; a sealed one is open to
   * whoever has it unsealed. Its aliases are none a mapper would use. One expression and not two
   * joined by "and": the planner takes two for far rarer than they are, and a page for so dear that
   * it compiles it.
   */
  private static final String PREDICATE =
      "(case when #{IN.national}::boolean or exists (select 1 from access.scope f_s"
          + " where f_s.subject = SUBJECT and f_s.closed_on is null"
          + " and (f_s.until is null or f_s.until > now())EXCEPT"
          + " and (f_s.unit = any(#{IN.units,javaType=list}::text[])"
          + " or f_s.holder = any(#{IN.holders,javaType=list}::uuid[])) offset 0)"
          + " then coalesce((select case when f_t.state = 'SEALED' and exists (select 1"
          + " from access.scope f_u where f_u.subject = f_t.subject"
          + " and f_u.relation = 'UNSEALED' and f_u.closed_on is null and f_u.until > now()"
          + " and f_u.holder = any(#{IN.self,javaType=list}::uuid[]))"
          + " then 'OPEN' else f_t.state end"
          + " from access.standing f_t where f_t.subject = SUBJECT), 'OPEN')"
          + " = any(#{IN.states,javaType=list}::text[]) else false end)";

  /**
   * Whoever locks rows may have waited for them, and have been suspended meanwhile; asked once a
   * statement.
   */
  private static final String AT_WORK = " and (select access.at_work())";

  /**
   * A protected address is no emergency's: what was opened by breaking the glass does not show it.
   */
  private static final Map<String, String> EXCEPT =
      Map.of("PROTECTED_ADDRESS", " and f_s.relation <> 'BREAK_GLASS'");

  @Override
  public SqlSource createSqlSource(
      Configuration configuration, String script, Class<?> parameterType) {
    return super.createSqlSource(configuration, expand(script), parameterType);
  }

  @Override
  public SqlSource createSqlSource(
      Configuration configuration, XNode script, Class<?> parameterType) {
    throw new IllegalStateException("statements stand on the mapper's methods, not in XML");
  }

  /**
   * @throws IllegalStateException naming a mark that is none, or a field group there is not
   */
  static String expand(String script) {
    String also = LockedAnew.locks(script) ? AT_WORK : "";
    String expanded =
        MARK.matcher(script)
            .replaceAll(
                mark -> Matcher.quoteReplacement(predicate(mark.group(1), mark.group(2), also)));
    Matcher left = LEFT.matcher(expanded);
    if (left.find()) {
      throw new IllegalStateException(left.group() + " is neither a scope nor a field");
    }
    return expanded;
  }

  private static String predicate(@Nullable String group, String subject, String also) {
    if (group != null && !GROUPS.contains(group)) {
      throw new IllegalStateException("there is no field group " + group);
    }
    String in = group == null ? "scope" : "scope.fields." + group;
    String except = group == null ? "" : EXCEPT.getOrDefault(group, "");
    String whole = group == null ? PREDICATE + also : PREDICATE;
    return whole.replace("IN.", in + ".").replace("SUBJECT", subject).replace("EXCEPT", except);
  }
}
