// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.HashSet;

/**
 * One bundle's part of the description.
 *
 * @param bundle symbolic name
 * @param content {@code paths} and {@code components} of OpenAPI 3.1; that of this bundle also has
 *     {@code info} and what all share
 */
record OpenApiFragment(String bundle, JsonNode content) {

  /** {@code paths}, path, method; {@code components}, kind, name: below, nothing is mixed. */
  private static final int LEVELS = 3;

  /** The union, first come first kept; of the fragments of one bundle only the first. */
  static ObjectNode merge(Collection<OpenApiFragment> fragments, String version) {
    ObjectNode whole = JsonNodeFactory.instance.objectNode();
    whole.put("openapi", "3.1.0");
    var seen = new HashSet<String>();
    for (OpenApiFragment fragment : fragments) {
      if (seen.add(fragment.bundle())) {
        add(whole, fragment.content(), LEVELS);
      }
    }
    if (whole.get("info") instanceof ObjectNode info) {
      info.put("version", version);
    }
    return whole;
  }

  private static void add(ObjectNode whole, JsonNode part, int levels) {
    for (var member : part.properties()) {
      JsonNode present = whole.get(member.getKey());
      if (present == null) {
        whole.set(member.getKey(), member.getValue().deepCopy());
      } else if (levels > 1 && present instanceof ObjectNode both) {
        add(both, member.getValue(), levels - 1);
      }
    }
  }
}
