// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed;

import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.util.tracker.ServiceTracker;
import org.osgi.util.tracker.ServiceTrackerCustomizer;

/**
 * Hands requests to the module; while it is not there, 503 with {@code Retry-After}. Mount it in a
 * context path of its own, mapped to {@code /*}, loaded on startup, with asynchronous requests
 * supported (Jakarta Servlet 6). It may be mounted before the module starts and stay mounted when
 * it is closed; a module that is started again takes it up again. The module's routes are published
 * as soon as both are there: it has started, and the servlet has been initialized.
 */
public final class FoleServlet extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String DISPATCHERS =
      "(&(objectClass=jakarta.servlet.http.HttpServlet)(http.felix.dispatcher=*))";

  /** Held by each request under way: who takes the dispatcher away waits for them. */
  private final transient ReentrantReadWriteLock underWay = new ReentrantReadWriteLock();

  private transient volatile @Nullable HttpServlet dispatcher;
  private transient @Nullable HttpServlet offered;
  private transient @Nullable ServiceTracker<HttpServlet, HttpServlet> tracker;

  /** Belongs to no module yet. */
  public FoleServlet() {}

  /** Hands requests to the dispatcher of this framework as soon as there is one. */
  synchronized void attach(BundleContext context) {
    if (tracker != null) {
      throw new IllegalStateException("the servlet serves another module");
    }
    try {
      tracker = new ServiceTracker<>(context, context.createFilter(DISPATCHERS), door(context));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    tracker.open();
  }

  /** From now on 503; returns when the requests under way have ended, or the time is over. */
  void detach(long millis) throws InterruptedException {
    dispatcher = null;
    boolean quiet = underWay.writeLock().tryLock(millis, TimeUnit.MILLISECONDS);
    try {
      synchronized (this) {
        if (tracker != null) {
          tracker.close();
          tracker = null;
        }
        offered = null;
      }
    } finally {
      if (quiet) {
        underWay.writeLock().unlock();
      }
    }
  }

  private ServiceTrackerCustomizer<HttpServlet, HttpServlet> door(BundleContext context) {
    return new ServiceTrackerCustomizer<>() {
      @Override
      public HttpServlet addingService(ServiceReference<HttpServlet> reference) {
        HttpServlet found = context.getService(reference);
        offer(found);
        return found;
      }

      @Override
      public void modifiedService(ServiceReference<HttpServlet> reference, HttpServlet service) {}

      @Override
      public void removedService(ServiceReference<HttpServlet> reference, HttpServlet service) {
        if (service.equals(dispatcher)) {
          dispatcher = null;
        }
        withdraw(service);
        context.ungetService(reference);
      }
    };
  }

  /** Whether the web server has initialized it. */
  boolean isMounted() {
    return getServletConfig() != null;
  }

  /** A dispatcher publishes nothing before it was told where it is mounted. */
  private synchronized void offer(HttpServlet found) {
    offered = found;
    if (isMounted()) {
      try {
        found.init(getServletConfig());
        dispatcher = found;
      } catch (ServletException e) {
        throw new IllegalStateException(e);
      }
    }
  }

  private synchronized void withdraw(HttpServlet gone) {
    if (gone.equals(offered)) {
      offered = null;
    }
  }

  /** The web server has mounted it. */
  @Override
  public synchronized void init() {
    HttpServlet waiting = offered;
    if (waiting != null) {
      offer(waiting);
    }
  }

  @Override
  protected void service(HttpServletRequest request, HttpServletResponse response)
      throws ServletException, IOException {
    // Without a turn in the queue: who waits for the lock has already closed the door.
    if (!underWay.readLock().tryLock()) {
      refuse(request, response);
      return;
    }
    try {
      HttpServlet now = dispatcher;
      if (now == null) {
        refuse(request, response);
      } else {
        OwnLoader.call(
            () -> {
              now.service(request, response);
              return null;
            });
      }
    } catch (ServletException | IOException | RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new ServletException(e);
    } finally {
      underWay.readLock().unlock();
    }
  }

  private static void refuse(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    response.setStatus(HttpServletResponse.SC_SERVICE_UNAVAILABLE);
    response.setHeader("Retry-After", "5");
    response.setHeader("Cache-Control", "no-store");
    response.setContentType("application/problem+json");
    byte[] body =
        """
        {"type":"urn:fole:problem:module-unavailable","status":503,"rule":"module-unavailable",\
        "title":"The module is not at work now.","title_sq":"Moduli nuk është në punë tani."}\
        """
            .getBytes(StandardCharsets.UTF_8);
    response.setContentLength(body.length);
    if (!request.getMethod().equals("HEAD")) {
      response.getOutputStream().write(body);
    }
  }
}
