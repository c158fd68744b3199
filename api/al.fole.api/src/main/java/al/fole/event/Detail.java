// SPDX-License-Identifier: EUPL-1.2
package al.fole.event;

import java.util.Map;
import java.util.UUID;

/**
 * Values an event leaves behind about one person or record: encrypted under that subject's key,
 * bound to the entry by a salted commitment.
 *
 * @param subject the person the values speak of, or the record's id when they speak of none
 * @param values field name to text; a field that became empty has the empty text
 */
public record Detail(UUID subject, Map<String, String> values) {

  /** Copies the values. */
  public Detail {
    values = Map.copyOf(values);
  }

  /** Names no value: a detail may end up in a log. */
  @Override
  public String toString() {
    return "Detail[" + subject + "]";
  }
}
