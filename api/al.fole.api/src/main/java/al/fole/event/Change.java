// SPDX-License-Identifier: EUPL-1.2
package al.fole.event;

import java.util.List;

/**
 * What a domain verb returns: the state after and what happened.
 *
 * @param state the record after the verb
 * @param event what happened
 * @param details values the event leaves behind
 */
public record Change<S, E extends Event>(S state, E event, List<Detail> details) {

  /** Copies the details. */
  public Change {
    details = List.copyOf(details);
  }
}
