// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.util.Optional;
import java.util.UUID;

/** A record type whose only component is {@code UUID value}: outside it is the id's text. */
final class IdRecord {
  private final Constructor<?> constructor;
  private final Method value;

  private IdRecord(Constructor<?> constructor, Method value) {
    this.constructor = constructor;
    this.value = value;
  }

  static Optional<IdRecord> of(Class<?> type) {
    if (!type.isRecord()) {
      return Optional.empty();
    }
    var components = type.getRecordComponents();
    if (components.length != 1
        || components[0].getType() != UUID.class
        || !components[0].getName().equals("value")) {
      return Optional.empty();
    }
    try {
      var constructor = type.getDeclaredConstructor(UUID.class);
      constructor.setAccessible(true);
      var value = components[0].getAccessor();
      value.setAccessible(true);
      return Optional.of(new IdRecord(constructor, value));
    } catch (NoSuchMethodException e) {
      throw new IllegalStateException(e);
    }
  }

  Object read(String text) {
    UUID id = Texts.uuid(text);
    try {
      return constructor.newInstance(id);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new IllegalStateException(e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  String text(Object id) {
    try {
      return String.valueOf(value.invoke(id));
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
