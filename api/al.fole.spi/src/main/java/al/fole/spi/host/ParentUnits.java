// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.host;

import al.fole.spi.Unit;
import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** The parent's organisation units (njësitë organizative). */
@ConsumerType
public interface ParentUnits {

  /** All units, present and closed to new work alike; at most 10,000. */
  List<Unit> units();
}
