// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.sql.Connection;
import java.util.Collection;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.ibatis.executor.Executor;
import org.apache.ibatis.logging.nologging.NoLoggingImpl;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.session.LocalCacheScope;
import org.apache.ibatis.session.SqlSession;
import org.apache.ibatis.session.defaults.DefaultSqlSession;
import org.apache.ibatis.transaction.managed.ManagedTransaction;

/** The mappers of all open schemas; one MyBatis configuration per opened schema. */
final class Mappers {
  private final Map<Class<?>, Configuration> byMapper = new ConcurrentHashMap<>();

  /**
   * @param guarded tables with row-level security, with their schemas
   * @throws IllegalStateException naming the statement that lacks its scope
   */
  Configuration open(Collection<Class<?>> mappers, Set<String> guarded) {
    mappers.forEach(mapper -> ScopeRule.check(mapper, guarded));
    var configuration = new Configuration();
    configuration.setLogImpl(NoLoggingImpl.class); // parameters are personal values
    configuration.setMapUnderscoreToCamelCase(true);
    configuration.setArgNameBasedConstructorAutoMapping(true);
    configuration.setCacheEnabled(false);
    configuration.setLocalCacheScope(LocalCacheScope.STATEMENT);
    configuration.getLanguageRegistry().register(new ScopeLanguage());
    configuration.getLanguageRegistry().setDefaultDriverClass(ScopeLanguage.class);
    TypeHandlers.register(configuration, mappers);
    mappers.forEach(configuration::addMapper);
    mappers.forEach(mapper -> byMapper.put(mapper, configuration));
    return configuration;
  }

  /** Forgets a configuration, and with it the classes of its bundle. */
  void close(Configuration configuration) {
    byMapper.values().removeIf(c -> c == configuration);
  }

  Configuration configuration(Class<?> mapper) {
    Configuration configuration = byMapper.get(mapper);
    if (configuration == null) {
      throw new IllegalStateException(mapper.getName() + " belongs to no open schema");
    }
    return configuration;
  }

  /** A session on the transaction's connection; it neither commits nor closes. */
  SqlSession session(Configuration configuration, Connection connection) {
    Executor executor = new LockedAnew(configuration, new ManagedTransaction(connection, false));
    return new DefaultSqlSession(configuration, executor, false);
  }
}
