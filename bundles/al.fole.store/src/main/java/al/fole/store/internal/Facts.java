// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import al.fole.event.Event;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The stored form of an event: its record components as text, and back. */
final class Facts {
  private Facts() {}

  /** Component name to text; a component that is null is left out. */
  static Map<String, String> of(Event event) {
    var facts = new TreeMap<String, String>();
    for (RecordComponent component : components(event.getClass())) {
      Object value = value(component, event);
      if (value != null) {
        facts.put(component.getName(), text(component, value));
      }
    }
    return facts;
  }

  /** The event again; a component without fact is null. */
  static <E extends Event> E event(Class<E> type, Map<String, String> facts) {
    RecordComponent[] components = components(type);
    Class<?>[] types =
        Arrays.stream(components).map(RecordComponent::getType).toArray(Class<?>[]::new);
    @Nullable Object[] values = new Object[components.length];
    for (int i = 0; i < components.length; i++) {
      String text = facts.get(components[i].getName());
      if (text == null && types[i].isPrimitive()) {
        throw new IllegalStateException(
            type.getName() + " lacks the fact " + components[i].getName());
      }
      values[i] = text == null ? null : parse(types[i], text);
    }
    return construct(type, types, values);
  }

  private static RecordComponent[] components(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    if (components == null) {
      throw new IllegalStateException(type.getName() + " is an event but no record");
    }
    return components;
  }

  private static @Nullable Object value(RecordComponent component, Object record) {
    try {
      component.getAccessor().setAccessible(true);
      return component.getAccessor().invoke(record);
    } catch (IllegalAccessException | InvocationTargetException e) {
      throw new IllegalStateException("cannot read " + component, e);
    }
  }

  private static String text(RecordComponent component, Object value) {
    if (value instanceof Enum<?> constant) {
      return constant.name();
    }
    if (value instanceof BigDecimal number) {
      return number.toPlainString();
    }
    if (value instanceof String
        || value instanceof UUID
        || value instanceof Boolean
        || value instanceof Long
        || value instanceof Integer
        || value instanceof Short
        || value instanceof BigInteger
        || value instanceof LocalDate
        || value instanceof Instant) {
      return value.toString();
    }
    if (idComponent(value.getClass()) != null) {
      return uuid(value).toString();
    }
    throw new IllegalStateException(
        "component " + component.getName() + " of an event has no stored form");
  }

  private static Object parse(Class<?> type, String text) {
    if (type == String.class) {
      return text;
    } else if (type == UUID.class) {
      return UUID.fromString(text);
    } else if (type == boolean.class || type == Boolean.class) {
      return Boolean.valueOf(text);
    } else if (type == long.class || type == Long.class) {
      return Long.valueOf(text);
    } else if (type == int.class || type == Integer.class) {
      return Integer.valueOf(text);
    } else if (type == short.class || type == Short.class) {
      return Short.valueOf(text);
    } else if (type == BigDecimal.class) {
      return new BigDecimal(text);
    } else if (type == BigInteger.class) {
      return new BigInteger(text);
    } else if (type == LocalDate.class) {
      return LocalDate.parse(text);
    } else if (type == Instant.class) {
      return Instant.parse(text);
    }
    for (Object constant : type.isEnum() ? type.getEnumConstants() : new Object[0]) {
      if (((Enum<?>) constant).name().equals(text)) {
        return constant;
      }
    }
    if (idComponent(type) != null) {
      return construct(type, new Class<?>[] {UUID.class}, new Object[] {UUID.fromString(text)});
    }
    throw new IllegalStateException("no " + type.getSimpleName() + " is stored as this text");
  }

  /** The only component of an id record, or null. */
  static @Nullable RecordComponent idComponent(Class<?> type) {
    RecordComponent[] components = type.getRecordComponents();
    return components != null && components.length == 1 && components[0].getType() == UUID.class
        ? components[0]
        : null;
  }

  /** What an id record holds. */
  static UUID uuid(Object id) {
    RecordComponent component = Objects.requireNonNull(idComponent(id.getClass()));
    return (UUID) Objects.requireNonNull(value(component, id));
  }

  static <T> T construct(Class<T> type, Class<?>[] types, @Nullable Object[] values) {
    try {
      Constructor<T> constructor = type.getDeclaredConstructor(types);
      constructor.setAccessible(true);
      return constructor.newInstance(values);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException("cannot make a " + type.getName(), e);
    }
  }
}
