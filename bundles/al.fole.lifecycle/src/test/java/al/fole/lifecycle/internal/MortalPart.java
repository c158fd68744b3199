// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Order;
import java.nio.file.Path;

/** A host in a process of its own that is given an order, held on the way and killed. */
final class MortalPart {

  private MortalPart() {}

  /** Data directory, release of the host, kind of the change, what it is about. */
  public static void main(String[] arguments) {
    try {
      SampleHost host = SampleHost.boot(Path.of(arguments[0]), Path.of(arguments[1]), false);
      host.settled();
      host.order(Order.of(Kind.valueOf(arguments[2]), arguments[3]));
      throw new IllegalStateException("not held");
    } catch (RuntimeException | Error e) {
      // The framework has threads that would keep this process from ending.
      e.printStackTrace();
      Runtime.getRuntime().halt(1);
    }
  }
}
