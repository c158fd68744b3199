// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.clauses;

import java.lang.annotation.ElementType;
import java.lang.annotation.Repeatable;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** The clause of the law a test proves, through the public API. */
@Retention(RetentionPolicy.RUNTIME)
@Target({ElementType.METHOD, ElementType.TYPE})
@Repeatable(Clause.All.class)
public @interface Clause {

  /** Id in {@code itests/clauses.csv}, for example {@code R-58}. */
  String value();

  /** Several clauses of one test. */
  @Retention(RetentionPolicy.RUNTIME)
  @Target({ElementType.METHOD, ElementType.TYPE})
  @interface All {
    /** The clauses. */
    Clause[] value();
  }
}
