// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.util.Map;
import java.util.function.Supplier;

/** The component inside the sample features: says which version it is and how it is ranked. */
public final class Sample implements Supplier<String> {

  private final Map<String, Object> properties;

  public Sample(Map<String, Object> properties) {
    this.properties = properties;
    if (properties.containsKey("broken")) {
      throw new IllegalStateException("broken on purpose");
    }
  }

  @Override
  public String get() {
    return properties.get("version") + " as " + properties.get("service.ranking");
  }
}
