// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/** Figures of one part, registered as a service. */
@ConsumerType
public interface Figures {

  /**
   * The figures as they are now; asked every few seconds, by one thread at a time. One that cannot
   * be told is left out.
   */
  List<Figure> figures();
}
