// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import java.lang.annotation.ElementType;
import java.lang.annotation.Inherited;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import org.junit.jupiter.api.extension.ExtendWith;

/** The tests of this class run inside the framework described. */
@Inherited
@Target(ElementType.TYPE)
@Retention(RetentionPolicy.RUNTIME)
@ExtendWith(PaxExamExtension.class)
public @interface InFramework {

  /**
   * What the framework holds. Classes that name the same description and follow each other share
   * one running framework, so a test leaves it as it was.
   */
  Class<? extends ContainerDescription> value() default WholeHost.class;
}
