// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed;

import java.util.concurrent.Callable;

/**
 * The module's code runs without a context class loader that sees the parent's own copies of
 * libraries, and the parent's thread has its own again afterwards.
 */
final class OwnLoader {

  private OwnLoader() {}

  static <T> T call(Callable<T> work) throws Exception {
    Thread thread = Thread.currentThread();
    ClassLoader parents = thread.getContextClassLoader();
    thread.setContextClassLoader(ClassLoader.getPlatformClassLoader());
    try {
      return work.call();
    } finally {
      thread.setContextClassLoader(parents);
    }
  }
}
