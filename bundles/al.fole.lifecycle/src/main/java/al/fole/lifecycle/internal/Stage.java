// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import jakarta.servlet.Servlet;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.core.Application;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.Hashtable;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import org.glassfish.jersey.server.ResourceConfig;
import org.glassfish.jersey.server.ServerProperties;
import org.glassfish.jersey.server.model.Resource;
import org.glassfish.jersey.servlet.ServletContainer;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceObjects;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.jakartars.whiteboard.JakartarsWhiteboardConstants;
import org.osgi.service.servlet.context.ServletContextHelper;
import org.osgi.service.servlet.whiteboard.HttpWhiteboardConstants;

/**
 * A servlet of its own for one application, as the JAX-RS whiteboard would make it: with the
 * extensions that ask for such an application. The whiteboard does not know of it. Only here does
 * lifecycle touch Jersey and servlets: without them there are no applications either.
 */
final class Stage implements AutoCloseable {

  private static final String NAME = "fole.rehearsal";

  private final BundleContext context;
  private final Deque<Runnable> ends = new ArrayDeque<>();

  private final Set<Class<?>> resources = new LinkedHashSet<>();
  private @Nullable Throwable failure;

  /**
   * Opens at a path.
   *
   * @param service the application's, of which the properties count
   * @param path of the servlet context
   * @param http filter of the HTTP service
   * @throws IllegalStateException when no container can be made of the application
   */
  Stage(
      BundleContext context,
      ServiceReference<?> service,
      Application application,
      String path,
      String http) {
    this.context = context;
    var config = new ResourceConfig();
    config.setApplicationName(NAME);
    config.setProperties(properties(service, application));
    for (Class<?> type : application.getClasses()) {
      resources.add(type);
      config.register(type);
    }
    for (Object singleton : singletons(application)) {
      resources.add(singleton.getClass());
      config.register(singleton);
    }
    try {
      open(service, config, path, http);
    } catch (RuntimeException | LinkageError e) {
      close();
      throw e;
    }
  }

  private void open(ServiceReference<?> service, ResourceConfig config, String path, String http) {
    for (ServiceReference<?> extension : extensions(service)) {
      config.register(borrowed(extension));
    }
    register(
        ServletContextHelper.class,
        new ServletContextHelper() {},
        Map.of(
            HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME, NAME,
            HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_PATH, path,
            HttpWhiteboardConstants.HTTP_WHITEBOARD_TARGET, http));
    register(
        Servlet.class,
        new Container(config),
        Map.of(
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_PATTERN,
            "/*",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_SERVLET_ASYNC_SUPPORTED,
            true,
            HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_SELECT,
            "(" + HttpWhiteboardConstants.HTTP_WHITEBOARD_CONTEXT_NAME + "=" + NAME + ")",
            HttpWhiteboardConstants.HTTP_WHITEBOARD_TARGET,
            http));
    if (failure != null) {
      throw new IllegalStateException("no container can be made of it: " + failure, failure);
    }
  }

  /** What can be asked here. */
  List<Served.Route> routes() {
    List<Served.Route> routes = new ArrayList<>();
    for (Class<?> type : resources) {
      Resource resource = Resource.from(type);
      if (resource != null) {
        add(resource, "", routes);
      }
    }
    return routes;
  }

  private static void add(Resource resource, String below, List<Served.Route> routes) {
    String path = below + "/" + (resource.getPath() == null ? "" : resource.getPath());
    for (var method : resource.getResourceMethods()) {
      routes.add(Served.route(method.getHttpMethod(), path));
    }
    for (Resource child : resource.getChildResources()) {
      add(child, path, routes);
    }
  }

  @SuppressWarnings("deprecation") // the only way to bring instances
  private static Set<Object> singletons(Application application) {
    return application.getSingletons();
  }

  private static Map<String, Object> properties(
      ServiceReference<?> service, Application application) {
    Map<String, Object> own = new HashMap<>();
    for (String key : service.getPropertyKeys()) {
      own.put(key, service.getProperty(key));
    }
    Map<String, Object> all = new HashMap<>();
    all.put(JakartarsWhiteboardConstants.JAKARTA_RS_APPLICATION_SERVICE_PROPERTIES, own);
    all.put(ServerProperties.RESOURCE_VALIDATION_IGNORE_ERRORS, true);
    if (application.getProperties() != null) {
      all.putAll(application.getProperties());
    }
    return all;
  }

  private List<ServiceReference<?>> extensions(ServiceReference<?> application) {
    List<ServiceReference<?>> chosen = new ArrayList<>();
    try {
      ServiceReference<?>[] all =
          context.getAllServiceReferences(
              null, "(" + JakartarsWhiteboardConstants.JAKARTA_RS_EXTENSION + "=true)");
      for (ServiceReference<?> extension : all == null ? new ServiceReference<?>[0] : all) {
        Object select =
            extension.getProperty(JakartarsWhiteboardConstants.JAKARTA_RS_APPLICATION_SELECT);
        if (select != null && selects(select, application)) {
          chosen.add(extension);
        }
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
    return chosen;
  }

  private static boolean selects(Object select, ServiceReference<?> application)
      throws InvalidSyntaxException {
    for (Object filter : select instanceof Object[] several ? several : new Object[] {select}) {
      if (FrameworkUtil.createFilter(filter.toString()).match(application)) {
        return true;
      }
    }
    return false;
  }

  private <T> T borrowed(ServiceReference<T> reference) {
    ServiceObjects<T> objects = context.getServiceObjects(reference);
    T service = objects.getService();
    if (service == null) {
      throw new IllegalStateException(
          reference.getProperty(JakartarsWhiteboardConstants.JAKARTA_RS_NAME) + " cannot be had");
    }
    ends.push(() -> objects.ungetService(service));
    return service;
  }

  private <T> void register(Class<T> type, T service, Map<String, ?> properties) {
    ServiceRegistration<T> registered =
        context.registerService(type, service, new Hashtable<>(properties));
    ends.push(registered::unregister);
  }

  @Override
  public void close() {
    while (!ends.isEmpty()) {
      ends.pop().run();
    }
  }

  /**
   * Says when it cannot be initialized: the HTTP service drops it without a word. And it goes when
   * no request is inside any more; one that outlives its container leaves what it was made of in
   * its thread for good.
   */
  private final class Container extends ServletContainer {
    private static final long serialVersionUID = 1L;

    private final ReentrantReadWriteLock inside = new ReentrantReadWriteLock();

    Container(ResourceConfig config) {
      super(config);
    }

    @Override
    public void init() throws ServletException {
      Thread thread = Thread.currentThread();
      ClassLoader before = thread.getContextClassLoader();
      thread.setContextClassLoader(ServletContainer.class.getClassLoader());
      try {
        super.init();
      } catch (ServletException | RuntimeException | LinkageError e) {
        failure = e;
        throw e;
      } finally {
        thread.setContextClassLoader(before);
      }
    }

    @Override
    protected void service(HttpServletRequest request, HttpServletResponse response)
        throws ServletException, IOException {
      inside.readLock().lock();
      try {
        super.service(request, response);
      } finally {
        inside.readLock().unlock();
      }
    }

    @Override
    public void destroy() {
      inside.writeLock().lock();
      try {
        super.destroy();
      } finally {
        inside.writeLock().unlock();
      }
    }
  }
}
