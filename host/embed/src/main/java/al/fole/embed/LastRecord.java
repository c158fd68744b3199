// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.runtime.ObjectMethods;

/**
 * The virtual machine remembers the component type of the last record for which it made {@code
 * equals}, {@code hashCode} and {@code toString}. After the module that would be a class of the
 * module, which would keep all of it in memory; so it is given one of ours to remember.
 */
final class LastRecord {

  private record Ours(LastRecord part) {}

  private static final MethodHandles.Lookup HERE = MethodHandles.lookup();

  private LastRecord() {}

  static void forget() {
    try {
      MethodHandle part = HERE.findGetter(Ours.class, "part", LastRecord.class);
      remember("equals", MethodType.methodType(boolean.class, Ours.class, Object.class), part);
      remember("hashCode", MethodType.methodType(int.class, Ours.class), part);
      remember("toString", MethodType.methodType(String.class, Ours.class), part);
    } catch (Error e) {
      throw e;
    } catch (Throwable e) {
      throw new IllegalStateException(e);
    }
  }

  private static void remember(String method, MethodType type, MethodHandle part) throws Throwable {
    ObjectMethods.bootstrap(HERE, method, type, Ours.class, "part", part);
  }
}
