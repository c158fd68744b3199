// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import jakarta.ws.rs.ext.ParamConverter;
import jakarta.ws.rs.ext.ParamConverterProvider;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Ids, dates and clean text in paths, queries and headers. */
final class ParameterConverters implements ParamConverterProvider {
  private static final Map<Class<?>, Function<String, ?>> KNOWN =
      Map.of(
          UUID.class, Texts::uuid,
          LocalDate.class, Texts::date,
          Instant.class, Instant::parse,
          String.class, ParameterConverters::text);

  @Override
  public <T> @Nullable ParamConverter<T> getConverter(
      Class<T> type, Type generic, Annotation[] annotations) {
    Function<String, ?> known = KNOWN.get(type);
    return known != null
        ? new Converter<>(type, known)
        : IdRecord.of(type).map(id -> new Converter<>(type, id::read)).orElse(null);
  }

  private static String text(String text) {
    if (!Texts.clean(text)) {
      throw new IllegalArgumentException("not clean");
    }
    return text;
  }

  private record Converter<T>(Class<T> type, Function<String, ?> parse)
      implements ParamConverter<T> {
    @Override
    public @Nullable T fromString(@Nullable String text) {
      if (text == null) {
        return null;
      }
      try {
        return type.cast(parse.apply(text));
      } catch (DateTimeException e) {
        throw new IllegalArgumentException("unreadable", e);
      }
    }

    @Override
    public String toString(T value) {
      return value.toString();
    }
  }
}
