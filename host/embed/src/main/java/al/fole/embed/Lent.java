// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed;

import java.util.Map;

/**
 * An object of the parent's, under a contract that both know.
 *
 * @param properties of the service it becomes
 */
record Lent(Class<?> contract, Object service, Map<String, String> properties) {
  Lent {
    properties = Map.copyOf(properties);
  }
}
