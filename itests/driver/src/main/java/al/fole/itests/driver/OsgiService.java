// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/**
 * A service of the framework, put into a field of a test class or handed to a parameter of a test
 * method. The test waits for it and fails when it does not come. A {@code BundleContext} is that of
 * the test itself.
 */
@Target({ElementType.FIELD, ElementType.PARAMETER})
@Retention(RetentionPolicy.RUNTIME)
public @interface OsgiService {

  /** A filter on the service's properties, for example {@code (osgi.jakartars.name=persons)}. */
  String filter() default "";

  /** How long to wait. */
  int seconds() default 30;
}
