// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.story;

import com.fasterxml.jackson.databind.JsonNode;

/** A user of the parent registry in Tirana, at work in the parent itself. */
public interface ParentDesk {

  /**
   * Opens a unified case for a child and refers the child.
   *
   * @param identity as {@link People#girl} makes it
   * @return number of the parent's case
   */
  String refer(JsonNode identity);

  /**
   * State of a referral as the parent has it, not as the module would say; empty before it knows.
   */
  String state(String number);

  /** The same user, calling the module with the parent's own session. */
  Caller caller();
}
