// SPDX-License-Identifier: EUPL-1.2
package al.fole.event;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The stored name of an event class; it outlives the class. */
@Retention(RetentionPolicy.RUNTIME)
@Target(ElementType.TYPE)
public @interface EventType {

  /** {@code feature.past-tense}, for example {@code persons.registered}; at most 64 characters. */
  String name();

  /** Grows when a component's meaning changes; a new optional component does not. */
  int version() default 1;

  /** Legal ground of the change, for example {@code VKM-2026 n.7/2.1/b}. */
  String ground();
}
