// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.sql.Array;
import java.sql.CallableStatement;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.ibatis.session.Configuration;
import org.apache.ibatis.type.BaseTypeHandler;
import org.apache.ibatis.type.JdbcType;
import org.apache.ibatis.type.TypeHandlerRegistry;
import org.apache.ibatis.type.UnknownTypeHandler;
import org.jspecify.annotations.Nullable;

/** Column values as the records have them: UUID, ids, Instant, lists. */
final class TypeHandlers {
  private TypeHandlers() {}

  static void register(Configuration configuration, Collection<Class<?>> mappers) {
    TypeHandlerRegistry registry = configuration.getTypeHandlerRegistry();
    registry.register(UUID.class, new Uuids());
    registry.register(Instant.class, new Instants());
    List.of(List.class, Set.class, Collection.class).forEach(type -> listHandler(registry, type));
    registry.register(Object.class, new Values(configuration));
    ids(mappers).forEach(id -> idHandler(registry, id));
  }

  @SuppressWarnings({"unchecked", "rawtypes"}) // the registry's key is the list's class
  private static void listHandler(TypeHandlerRegistry registry, Class<?> type) {
    registry.register((Class) type, new Lists());
  }

  private static <T> void idHandler(TypeHandlerRegistry registry, Class<T> id) {
    registry.register(id, new Ids<>(id));
  }

  /** Id records that occur in the signatures of the mappers. */
  private static Set<Class<?>> ids(Collection<Class<?>> mappers) {
    var seen = new HashSet<Class<?>>();
    for (Class<?> mapper : mappers) {
      for (Method method : mapper.getMethods()) {
        visit(method.getGenericReturnType(), seen);
        Arrays.stream(method.getGenericParameterTypes()).forEach(type -> visit(type, seen));
      }
    }
    seen.removeIf(type -> Facts.idComponent(type) == null);
    return seen;
  }

  private static void visit(Type type, Set<Class<?>> seen) {
    if (type instanceof ParameterizedType generic) {
      Arrays.stream(generic.getActualTypeArguments()).forEach(t -> visit(t, seen));
    } else if (type instanceof Class<?> record && record.isRecord() && seen.add(record)) {
      for (RecordComponent component : record.getRecordComponents()) {
        visit(component.getGenericType(), seen);
      }
    }
  }

  /** Reads a column by name, number or as an out parameter in the same way. */
  private abstract static class Columns<T> extends BaseTypeHandler<T> {
    /** The column, or null. */
    abstract @Nullable T read(ResultSet result, int column) throws SQLException;

    @Override
    public @Nullable T getNullableResult(ResultSet result, String column) throws SQLException {
      return read(result, result.findColumn(column));
    }

    @Override
    public @Nullable T getNullableResult(ResultSet result, int column) throws SQLException {
      return read(result, column);
    }

    @Override
    public T getNullableResult(CallableStatement call, int column) {
      throw new UnsupportedOperationException("no calls");
    }
  }

  private static final class Uuids extends Columns<UUID> {
    @Override
    public void setNonNullParameter(
        PreparedStatement statement, int i, UUID value, @Nullable JdbcType type)
        throws SQLException {
      statement.setObject(i, value);
    }

    @Override
    @Nullable UUID read(ResultSet result, int column) throws SQLException {
      return result.getObject(column, UUID.class);
    }
  }

  /** A record whose one component is a UUID. */
  private static final class Ids<T> extends Columns<T> {
    private final Class<T> id;

    Ids(Class<T> id) {
      this.id = id;
    }

    @Override
    public void setNonNullParameter(
        PreparedStatement statement, int i, T value, @Nullable JdbcType type) throws SQLException {
      statement.setObject(i, Facts.uuid(value));
    }

    @Override
    @Nullable T read(ResultSet result, int column) throws SQLException {
      UUID value = result.getObject(column, UUID.class);
      return value == null
          ? null
          : Facts.construct(id, new Class<?>[] {UUID.class}, new Object[] {value});
    }
  }

  /** A parameter of which only the value is known: MyBatis does not see that a list is one. */
  private static final class Values extends UnknownTypeHandler {
    private static final Lists LISTS = new Lists();

    Values(Configuration configuration) {
      super(configuration);
    }

    @Override
    public void setNonNullParameter(
        PreparedStatement statement, int i, Object value, @Nullable JdbcType type)
        throws SQLException {
      if (value instanceof Collection<?> list) {
        LISTS.setNonNullParameter(statement, i, list, type);
      } else if (Facts.idComponent(value.getClass()) != null) {
        statement.setObject(i, Facts.uuid(value));
      } else {
        super.setNonNullParameter(statement, i, value, type);
      }
    }
  }

  /** timestamptz. */
  private static final class Instants extends Columns<Instant> {
    @Override
    public void setNonNullParameter(
        PreparedStatement statement, int i, Instant value, @Nullable JdbcType type)
        throws SQLException {
      statement.setObject(i, value.atOffset(ZoneOffset.UTC));
    }

    @Override
    @Nullable Instant read(ResultSet result, int column) throws SQLException {
      OffsetDateTime value = result.getObject(column, OffsetDateTime.class);
      return value == null ? null : value.toInstant();
    }
  }

  /** An array of any element type; the server infers which from the statement. */
  private static final class Lists extends Columns<Collection<?>> {
    @Override
    public void setNonNullParameter(
        PreparedStatement statement, int i, Collection<?> value, @Nullable JdbcType type)
        throws SQLException {
      statement.setObject(
          i,
          value.stream().map(Lists::element).collect(Collectors.joining(",", "{", "}")),
          Types.OTHER);
    }

    private static String element(@Nullable Object element) {
      if (element == null) {
        return "NULL";
      }
      Object value = Facts.idComponent(element.getClass()) == null ? element : Facts.uuid(element);
      return '"' + value.toString().replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    @Override
    @Nullable Collection<?> read(ResultSet result, int column) throws SQLException {
      Array array = result.getArray(column);
      return array == null ? null : Arrays.asList((Object[]) array.getArray());
    }
  }
}
