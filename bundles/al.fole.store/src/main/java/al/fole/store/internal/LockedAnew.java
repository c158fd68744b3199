// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.apache.ibatis.executor.SimpleExecutor;
import org.apache.ibatis.mapping.BoundSql;
import org.apache.ibatis.mapping.MappedStatement;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.ResultHandler;
import org.apache.ibatis.session.RowBounds;
import org.apache.ibatis.transaction.Transaction;

/**
 * A statement that locks rows is asked once more when it has found some. Whoever waited for a lock
 * sees the locked row as it is by then, but all else as it was before the wait: the scope of a case
 * that was handed over meanwhile, too. The second run has a snapshot of after the lock, and what it
 * finds is what the work is given. One that finds nothing is not asked again, so that what is not
 * there and what is out of scope cost the same.
 */
final class LockedAnew extends SimpleExecutor {
  private static final Pattern LOCKS =
      Pattern.compile("(?i)\\bfor\\s+(?:(?:no\\s+key\\s+)?update|(?:key\\s+)?share)\\b");

  /** By the text of the statement: a mapper has few, and each is run often. */
  private static final Map<String, Boolean> KNOWN = new ConcurrentHashMap<>();

  LockedAnew(Configuration configuration, Transaction transaction) {
    super(configuration, transaction);
  }

  /** Whether the statement locks what it reads. */
  static boolean locks(String sql) {
    return KNOWN.computeIfAbsent(sql, it -> LOCKS.matcher(it).find());
  }

  @Override
  public <E> List<E> doQuery(
      MappedStatement statement,
      Object parameter,
      RowBounds bounds,
      ResultHandler handler,
      BoundSql sql)
      throws SQLException {
    List<E> found = super.doQuery(statement, parameter, bounds, handler, sql);
    return found.isEmpty() || statement.isDirtySelect() || !locks(sql.getSql())
        ? found
        : super.doQuery(statement, parameter, bounds, handler, sql);
  }
}
