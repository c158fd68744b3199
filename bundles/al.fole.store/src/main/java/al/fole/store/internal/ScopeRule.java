// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import org.apache.ibatis.annotations.Delete;
import org.apache.ibatis.annotations.DeleteProvider;
import org.apache.ibatis.annotations.Insert;
import org.apache.ibatis.annotations.InsertProvider;
import org.apache.ibatis.annotations.Lang;
import org.apache.ibatis.annotations.Select;
import org.apache.ibatis.annotations.SelectProvider;
import org.apache.ibatis.annotations.Update;
import org.apache.ibatis.annotations.UpdateProvider;

/**
 * No query without scope: a statement that reads or changes a protected table says {@code {scope
 * …}}, or why it may do without in {@code /* unscoped: reason *}{@code /}. A mark that is none, or
 * a field group there is not, is refused too.
 */
final class ScopeRule {
  private static final Pattern UNSCOPED = Pattern.compile("/\\*\\s*unscoped:\\s*\\S[^*]*\\*/");
  private static final Pattern SCOPED = Pattern.compile("\\{scope\\s+[a-z_][a-z0-9_.]*\\s*}");

  private ScopeRule() {}

  static void check(Class<?> mapper, Set<String> guarded) {
    for (Method method : mapper.getMethods()) {
      String name = mapper.getSimpleName() + "." + method.getName();
      if (method.isAnnotationPresent(SelectProvider.class)
          || method.isAnnotationPresent(UpdateProvider.class)
          || method.isAnnotationPresent(InsertProvider.class)
          || method.isAnnotationPresent(DeleteProvider.class)
          || method.isAnnotationPresent(Lang.class)) {
        throw new IllegalStateException(name + " hides its statement: write it on the method");
      }
      Arrays.stream(method.getAnnotationsByType(Select.class))
          .forEach(a -> check(name, a.value(), guarded));
      Arrays.stream(method.getAnnotationsByType(Update.class))
          .forEach(a -> check(name, a.value(), guarded));
      Arrays.stream(method.getAnnotationsByType(Delete.class))
          .forEach(a -> check(name, a.value(), guarded));
      Arrays.stream(method.getAnnotationsByType(Insert.class))
          .forEach(a -> check(name, a.value(), guarded));
    }
  }

  private static void check(String name, String[] sql, Set<String> guarded) {
    String statement = String.join(" ", sql);
    try {
      ScopeLanguage.expand(statement);
    } catch (IllegalStateException e) {
      throw new IllegalStateException(name + ": " + e.getMessage(), e);
    }
    if (UNSCOPED.matcher(statement).find()) {
      return;
    }
    String plain = SqlText.plain(statement).toLowerCase(Locale.ROOT);
    boolean scoped = SCOPED.matcher(plain).find();
    for (String table : guarded) {
      if (!scoped && touches(plain, table)) {
        throw new IllegalStateException(name + " touches " + table + " without {scope …}");
      }
    }
  }

  /** Whether the table occurs other than as the target of an insert. */
  private static boolean touches(String sql, String table) {
    String name = Pattern.quote(table).replace(".", "\\E\"?\\s*\\.\\s*\"?\\Q");
    return Pattern.compile("(?<!insert into )(?<![a-z0-9_])\"?" + name + "(?![a-z0-9_])")
        .matcher(sql)
        .find();
  }
}
