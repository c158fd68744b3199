// SPDX-License-Identifier: EUPL-1.2
package al.fole.fallback.internal;

import jakarta.servlet.FilterChain;
import jakarta.servlet.ServletException;
import jakarta.servlet.ServletRequest;
import jakarta.servlet.ServletResponse;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Arrays;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.IntSupplier;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.Preprocessor;

/**
 * The way into the module. It is shut for as long as there is a service of a type of the JDK with
 * the property {@code fole.parts=pause}; a request that says a key which this service knows still
 * comes in. As {@code fole.parts=inside} it says how many requests are inside: whoever shuts it
 * waits until there are none.
 *
 * <p>While it is shut everything of the module answers 503, whether it is there or not, so a pause
 * begins and ends at once for all routes. Only {@code /health/live} says that the process lives:
 * nobody shall end a host because it pauses. The pages of the parent are not ours.
 */
@Component(
    service = {Preprocessor.class, IntSupplier.class},
    configurationPid = "al.fole.fallback",
    property = {"fole.parts=inside", "service.ranking:Integer=1000000"})
public final class Door implements Preprocessor, IntSupplier {

  /** Header with the key. */
  static final String KEY = "X-Fole-Pause";

  private static final String API = "/api/";
  private static final String LIVE = "/health/live";
  private static final Set<String> OPERATORS = Set.of("health", "metrics");

  private final Set<String> parts;
  private final AtomicInteger inside = new AtomicInteger();

  @Reference(
      target = "(fole.parts=pause)",
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Predicate<String> pause;

  /** Knows the parts by name; other applications below {@code /api} are none of ours. */
  @Activate
  public Door(Fallback.Parts configuration) {
    this.parts = Set.copyOf(Arrays.asList(configuration.parts()));
  }

  @Override
  public int getAsInt() {
    return inside.get();
  }

  @Override
  public void doFilter(ServletRequest any, ServletResponse given, FilterChain chain)
      throws IOException, ServletException {
    if (!(any instanceof HttpServletRequest request)
        || !(given instanceof HttpServletResponse response)) {
      chain.doFilter(any, given);
      return;
    }
    // A host may have mounted the module in a context of its own.
    String path = request.getRequestURI().substring(request.getContextPath().length());
    String part = part(path);
    if (part.isEmpty()) {
      chain.doFilter(any, given);
      return;
    }
    // Counted before the look: whoever shuts it sees either the count or nobody more.
    inside.incrementAndGet();
    try {
      if (opens(request.getHeader(KEY))) {
        chain.doFilter(any, given);
      } else if (path.equals(LIVE)) {
        Refusal.live(response);
      } else {
        Fallback.drain(request.getInputStream());
        Refusal.unavailable(part, Absence.PAUSED).send(request, response);
      }
    } finally {
      inside.decrementAndGet();
    }
  }

  private boolean opens(@Nullable String key) {
    Predicate<String> shut = pause;
    return shut == null || key != null && shut.test(key);
  }

  /** The part an address belongs to; empty when it is none of ours. */
  private String part(String path) {
    boolean api = path.startsWith(API);
    String first = path.substring(api ? API.length() : Math.min(1, path.length()));
    String part = first.split("[/;]", 2)[0];
    return (api ? parts : OPERATORS).contains(part) ? part : "";
  }
}
