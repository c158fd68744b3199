// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.internal.ReleaseFile.Part;
import java.util.ArrayList;
import java.util.List;
import org.osgi.framework.Bundle;

/**
 * What it takes to come from one platform to another while the module is paused.
 *
 * @param installing parts to install and start, in order
 * @param returning bundles that lie stopped in the framework and start again, in order
 * @param stopping bundles that stop, in order
 */
record PlatformMove(List<Part> installing, List<Bundle> returning, List<Bundle> stopping) {

  /** The platform stays. */
  static final PlatformMove NONE = new PlatformMove(List.of(), List.of(), List.of());

  PlatformMove {
    installing = List.copyOf(installing);
    returning = List.copyOf(returning);
    stopping = List.copyOf(stopping);
  }

  boolean isEmpty() {
    return installing.isEmpty() && returning.isEmpty() && stopping.isEmpty();
  }

  /** What comes, as it is named to people. */
  List<String> coming() {
    List<String> coming = new ArrayList<>();
    installing.forEach(part -> coming.add(part.name() + " " + part.version()));
    returning.forEach(bundle -> coming.add(bundle.getSymbolicName() + " " + bundle.getVersion()));
    return coming;
  }

  /** What does not answer meanwhile and why, as a plan says it; nothing when nothing pauses. */
  List<String> pauses() {
    List<String> pauses = new ArrayList<>();
    if (!isEmpty()) {
      pauses.add("every route of the module, 503 with Retry-After");
      coming().forEach(name -> pauses.add("for " + name));
    }
    return pauses;
  }
}
