// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Dictionary;
import java.util.Hashtable;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceRegistration;

/**
 * Shuts the module for a pause. While it is shut the fallback answers 503 for every route, whether
 * somebody could answer there or not, and lets in only whoever has the key: lifecycle, which asks
 * what has come up before anybody else may. The two share nothing but types of the JDK: a {@link
 * Predicate} that is there for as long as the pause, and an {@link IntSupplier} that counts the
 * requests inside.
 */
final class Door {

  /** Header of a request that is lifecycle's own; the fallback knows it by this name. */
  static final String HEADER = "X-Fole-Pause";

  private static final String PROPERTY = "fole.parts";
  private static final String SHUT = "pause";
  private static final String INSIDE = "(" + PROPERTY + "=inside)";

  private final BundleContext context;
  private final String key = UUID.randomUUID().toString();
  private @Nullable ServiceRegistration<?> shut;

  Door(BundleContext context) {
    this.context = context;
  }

  /** What opens it. */
  String key() {
    return key;
  }

  /** From now on nobody comes in. */
  synchronized void shut() {
    if (shut == null) {
      Predicate<String> opens = said -> MessageDigest.isEqual(bytes(said), bytes(key));
      Dictionary<String, Object> properties = new Hashtable<>();
      properties.put(PROPERTY, SHUT);
      shut = context.registerService(Predicate.class, opens, properties);
    }
  }

  /** From now on everybody may. */
  synchronized void open() {
    if (shut != null) {
      shut.unregister();
      shut = null;
    }
  }

  /** Whether the module of this framework is paused. */
  static boolean isShut(BundleContext context) {
    try {
      String filter = "(" + PROPERTY + "=" + SHUT + ")";
      return !context.getServiceReferences(Predicate.class, filter).isEmpty();
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Returns when no request is inside any more; NotReady when one stays longer than that. */
  void awaitNobody(Duration timeout) throws Readiness.NotReady, InterruptedException {
    long end = System.nanoTime() + timeout.toNanos();
    int inside = inside();
    while (inside > 0) {
      if (System.nanoTime() > end) {
        throw new Readiness.NotReady(inside + " requests do not end");
      }
      TimeUnit.MILLISECONDS.sleep(5);
      inside = inside();
    }
  }

  private int inside() {
    try {
      int inside = 0;
      for (var reference : context.getServiceReferences(IntSupplier.class, INSIDE)) {
        IntSupplier counted = context.getService(reference);
        inside += counted == null ? 0 : counted.getAsInt();
        context.ungetService(reference);
      }
      return inside;
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] bytes(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
