// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.util.regex.Pattern;
import org.apache.ibatis.mapping.SqlSource;
import org.apache.ibatis.parsing.XNode;
import org.apache.ibatis.scripting.xmltags.XMLLanguageDriver;
import org.apache.ibatis.session.Configuration;

/**
 * Writes the scope predicate where a statement says {@code {scope t.id}}. Its {@code offset 0} has
 * each row asked for by its key: without it a plan may read all that is in scope for one row.
 */
final class ScopeLanguage extends XMLLanguageDriver {
  private static final Pattern MARK =
      Pattern.compile("\\{scope\\s+([a-z_][a-z0-9_]*(?:\\.[a-z_][a-z0-9_]*)?)\\s*}");

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

  static String expand(String script) {
    return MARK.matcher(script)
        .replaceAll(
            "(#{scope.national} or exists (select 1 from access.scope s where s.subject = $1"
                + " and s.closed_on is null and s.unit = any(#{scope.units,javaType=list})"
                + " offset 0))");
  }
}
