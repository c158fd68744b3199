// SPDX-License-Identifier: EUPL-1.2
package al.fole.fallback.internal;

import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Asks whoever knows why a part is not there: a service of a type of the JDK, marked by the
 * property {@code fole.parts=absence}, that turns a part's name into the code of an {@link
 * Absence}. Without one no reason is given; the fallback itself depends on nobody.
 */
@Component(service = Absences.class)
public final class Absences {

  @Reference(
      target = "(fole.parts=absence)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable UnaryOperator<String> known;

  /** Why the part does not answer now. */
  Absence of(String part) {
    UnaryOperator<String> asked = known;
    try {
      return asked == null ? Absence.UNKNOWN : Absence.of(asked.apply(part));
    } catch (RuntimeException e) {
      return Absence.UNKNOWN; // whoever knows is going himself
    }
  }
}
