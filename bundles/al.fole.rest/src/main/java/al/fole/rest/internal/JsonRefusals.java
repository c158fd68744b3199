// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import al.fole.spi.Problem;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.exc.InputCoercionException;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidDefinitionException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.nio.charset.CharacterCodingException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collection;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What a body that could not become a record is told: the field by its path, never its value. */
final class JsonRefusals {
  private JsonRefusals() {}

  static RuntimeException of(JsonProcessingException failure) {
    String path = failure instanceof JsonMappingException m ? path(m) : "";
    for (Throwable t = failure; t != null; t = t.getCause()) {
      if (t instanceof Problem problem) {
        return at(path, problem);
      }
      if (t instanceof StreamConstraintsException) {
        return Refusals.limits();
      }
      if (t instanceof CharacterCodingException) {
        return Refusals.notUtf8();
      }
    }
    if (failure instanceof InvalidDefinitionException) {
      return new IllegalStateException("a type that cannot be read from JSON", failure);
    }
    if (failure instanceof UnrecognizedPropertyException) {
      return Refusals.field(path, "field-unknown");
    }
    if (failure instanceof InvalidNullException || missing(failure)) {
      return Refusals.field(path, "field-missing");
    }
    if (failure instanceof ValueInstantiationException) {
      return Refusals.field(path, "value-refused");
    }
    if (failure instanceof MismatchedInputException mismatch) {
      return message(failure).startsWith("Trailing token")
          ? Refusals.unreadable()
          : expecting(Refusals.field(path, "field-type"), mismatch.getTargetType());
    }
    if (failure instanceof InputCoercionException) {
      return Refusals.field(path, "field-type");
    }
    if (failure instanceof JsonMappingException
        && failure.getCause() instanceof InputCoercionException coercion) {
      return expecting(Refusals.field(path, "field-type"), coercion.getTargetType());
    }
    if (failure instanceof JsonMappingException
        && !(failure.getCause() instanceof JsonProcessingException)) {
      return Refusals.field(path, "value-refused");
    }
    var where = failure.getLocation();
    Problem unreadable = Refusals.unreadable();
    return where == null || where.getLineNr() < 1
        ? unreadable
        : unreadable
            .with("line", Integer.toString(where.getLineNr()))
            .with("column", Integer.toString(where.getColumnNr()));
  }

  private static boolean missing(JsonProcessingException failure) {
    String message = message(failure);
    return failure instanceof MismatchedInputException
        && (message.startsWith("Missing required creator property")
            || message.startsWith("Missing creator property")
            || message.startsWith("Null value for creator property")
            || message.startsWith("Cannot map `null` into type"));
  }

  private static String message(JsonProcessingException failure) {
    return String.valueOf(failure.getOriginalMessage());
  }

  /** {@code identity.names[2].first}. */
  static String path(JsonMappingException failure) {
    var path = new StringBuilder();
    for (var step : failure.getPath()) {
      if (step.getFieldName() != null) {
        path.append(path.isEmpty() ? "" : ".").append(step.getFieldName());
      } else {
        path.append('[').append(step.getIndex()).append(']');
      }
    }
    return path.length() > 200 ? path.substring(0, 200) : path.toString();
  }

  private static Problem at(String path, Problem problem) {
    String field = problem.field().map(f -> path.isEmpty() ? f : path + "." + f).orElse(path);
    if (field.isEmpty() || problem.kind() != Problem.Kind.INVALID) {
      return problem;
    }
    Problem whole = Problem.invalid(field, problem.rule(), problem.sq(), problem.en());
    for (var member : problem.more().entrySet()) {
      whole = whole.with(member.getKey(), member.getValue());
    }
    return whole;
  }

  private static Problem expecting(Problem problem, @Nullable Class<?> type) {
    String expected = type == null ? null : kind(type);
    return expected == null ? problem : problem.with("expected", expected);
  }

  private static @Nullable String kind(Class<?> type) {
    if (type.isEnum()) {
      return Arrays.stream(type.getEnumConstants())
          .map(c -> ((Enum<?>) c).name())
          .collect(Collectors.joining("|"));
    } else if (type == String.class) {
      return "text";
    } else if (type == LocalDate.class) {
      return "date YYYY-MM-DD";
    } else if (type == Instant.class) {
      return "time YYYY-MM-DDThh:mm:ssZ";
    } else if (type == UUID.class || IdRecord.of(type).isPresent()) {
      return "id";
    } else if (type == boolean.class || type == Boolean.class) {
      return "true|false";
    } else if (type == int.class
        || type == long.class
        || type == Integer.class
        || type == Long.class) {
      return "whole number";
    } else if (type.isPrimitive() || Number.class.isAssignableFrom(type)) {
      return "number";
    } else if (type.isArray() || Collection.class.isAssignableFrom(type)) {
      return "list";
    } else if (type.isRecord()) {
      return "object";
    }
    return null;
  }
}
