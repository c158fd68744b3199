// SPDX-License-Identifier: EUPL-1.2
package al.fole.store;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One page of a list.
 *
 * @param items at most the asked number
 * @param next sealed cursor of the next page, or null at the end; carries no personal data
 */
public record Page<T>(List<T> items, @Nullable String next) {

  /** Copies the items. */
  public Page {
    items = List.copyOf(items);
  }
}
