// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi.host;

import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/** The parent's unified cases (rastet e unifikuara, VKM 136/2018 p.8.1/a). */
@ConsumerType
public interface ParentCases {

  /**
   * State of a unified case.
   *
   * @param number the parent's case number; no personal data
   * @return a state code of the parent, or empty when there is no such case
   */
  Optional<String> state(String number);
}
