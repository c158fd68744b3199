// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;
import org.osgi.framework.Bundle;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.wiring.BundleWiring;

/** Sees whether anything that is no feature bundle of the module is touched. */
final class ForeignWatch implements AutoCloseable {

  private static final Set<String> FEATURES =
      Set.of("al.fole.persons", "al.fole.cases", "al.fole.families", "al.fole.guestbook");

  private record Was(BundleWiring wiring, long modified, int state) {}

  final Queue<String> events = new ConcurrentLinkedQueue<>();
  private final LiveHost host;
  private final Map<Long, Was> before = new HashMap<>();
  private final SynchronousBundleListener listener;

  ForeignWatch(LiveHost host) {
    this(host, Set.of());
  }

  /** Leaves some platform bundles out, too. */
  ForeignWatch(LiveHost host, Set<String> changing) {
    this.host = host;
    for (Bundle bundle : host.context.getBundles()) {
      String name = bundle.getSymbolicName();
      if (!FEATURES.contains(name) && !changing.contains(name)) {
        before.put(bundle.getBundleId(), state(bundle));
      }
    }
    this.listener =
        event -> {
          if (before.containsKey(event.getBundle().getBundleId())) {
            events.add(event.getBundle() + " event " + event.getType());
          }
        };
    host.context.addBundleListener(listener);
  }

  private static Was state(Bundle bundle) {
    return new Was(bundle.adapt(BundleWiring.class), bundle.getLastModified(), bundle.getState());
  }

  int bundles() {
    return before.size();
  }

  /** What was touched: events, other wiring, other state; empty when nothing was. */
  List<String> touched() {
    List<String> touched = new ArrayList<>(events);
    before.forEach(
        (id, was) -> {
          Bundle bundle = host.context.getBundle(id);
          if (bundle == null || !state(bundle).equals(was)) {
            touched.add("bundle " + id + " " + bundle + " is not as it was");
          }
        });
    return touched;
  }

  @Override
  public void close() {
    host.context.removeBundleListener(listener);
  }
}
