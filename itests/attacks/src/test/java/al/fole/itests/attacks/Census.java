// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import java.lang.annotation.Annotation;
import java.lang.reflect.AnnotatedElement;
import java.lang.reflect.Method;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Everything a running host can be asked and everything its bundles ask the database: read from the
 * objects that serve and from the classes that run, not from files.
 *
 * @param routes as {@code GET /persons/{id}/history}
 * @param open those that need no session
 * @param statements as {@code PersonMapper.byId}
 */
record Census(Set<String> routes, Set<String> open, Set<String> statements) {
  private static final Set<String> STATEMENTS =
      Set.of(
          "Select",
          "Insert",
          "Update",
          "Delete",
          "SelectProvider",
          "InsertProvider",
          "UpdateProvider",
          "DeleteProvider");

  /** Of a host that runs. */
  static Census of(BundleContext context) {
    var census = new Census(new TreeSet<>(), new TreeSet<>(), new TreeSet<>());
    census.countRoutes(context);
    for (var bundle : context.getBundles()) {
      if (bundle.getSymbolicName().startsWith("al.fole.")) {
        census.countStatements(bundle);
      }
    }
    return census;
  }

  /** The routes of which the whiteboard itself says that it publishes them. */
  static Set<String> published(BundleContext context) {
    var routes = new TreeSet<String>();
    var runtime = "org.osgi.service.jakartars.runtime.JakartarsServiceRuntime";
    var reference = java.util.Objects.requireNonNull(context.getServiceReference(runtime));
    var state = call(context.getService(reference), "getRuntimeDTO");
    for (var application : (Object[]) field(state, "applicationDTOs")) {
      for (var method : (Object[]) field(application, "resourceMethods")) {
        var base = String.valueOf(field(application, "base"));
        var path = String.valueOf(field(method, "path"));
        routes.add(route(String.valueOf(field(method, "method")), base, path));
      }
    }
    return routes;
  }

  private static Object field(Object target, String name) {
    try {
      return target.getClass().getField(name).get(target);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private void countRoutes(BundleContext context) {
    try {
      var found = context.getAllServiceReferences("jakarta.ws.rs.core.Application", null);
      for (var reference : found == null ? new org.osgi.framework.ServiceReference<?>[0] : found) {
        var base = String.valueOf(reference.getProperty("osgi.jakartars.application.base"));
        var application = context.getService(reference);
        for (var resource : (Set<?>) call(application, "getSingletons")) {
          countRoutes(base, resource.getClass());
        }
        for (var resource : (Set<?>) call(application, "getClasses")) {
          countRoutes(base, (Class<?>) resource);
        }
        context.ungetService(reference);
      }
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  private void countRoutes(String base, Class<?> resource) {
    var prefix = path(resource);
    for (var method : resource.getMethods()) {
      for (var annotation : method.getAnnotations()) {
        verb(annotation)
            .ifPresent(
                verb -> {
                  var route = route(verb, base, prefix, path(method));
                  routes.add(route);
                  if (isOpen(method) || isOpen(resource)) {
                    open.add(route);
                  }
                });
      }
    }
  }

  private void countStatements(Bundle bundle) {
    var wiring = bundle.adapt(BundleWiring.class);
    if (wiring == null) {
      return;
    }
    int options = BundleWiring.LISTRESOURCES_LOCAL | BundleWiring.LISTRESOURCES_RECURSE;
    for (var name : wiring.listResources("al/fole", "*.class", options)) {
      if (name.contains("Mapper")) {
        countStatements(load(bundle, name.replace('/', '.').replaceFirst("\\.class$", "")));
      }
    }
  }

  private void countStatements(Class<?> mapper) {
    for (Method method : mapper.getDeclaredMethods()) {
      if (Arrays.stream(method.getAnnotations())
          .map(Annotation::annotationType)
          .anyMatch(
              type ->
                  type.getName().startsWith("org.apache.ibatis.annotations.")
                      && STATEMENTS.contains(type.getSimpleName()))) {
        statements.add(mapper.getSimpleName() + "." + method.getName());
      }
    }
  }

  private static Class<?> load(Bundle bundle, String name) {
    try {
      return bundle.loadClass(name);
    } catch (ClassNotFoundException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The HTTP method of an annotation such as {@code @GET}, which carries {@code @HttpMethod}. */
  private static Optional<String> verb(Annotation annotation) {
    return Arrays.stream(annotation.annotationType().getAnnotations())
        .filter(it -> it.annotationType().getName().equals("jakarta.ws.rs.HttpMethod"))
        .map(it -> (String) call(it, "value"))
        .findFirst();
  }

  private static String path(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .filter(it -> it.annotationType().getName().equals("jakarta.ws.rs.Path"))
        .map(it -> (String) call(it, "value"))
        .findFirst()
        .orElse("");
  }

  private static boolean isOpen(AnnotatedElement element) {
    return Arrays.stream(element.getAnnotations())
        .anyMatch(
            it -> it.annotationType().getName().equals("jakarta.annotation.security.PermitAll"));
  }

  private static String route(String verb, String... parts) {
    var path =
        ("/" + String.join("/", parts)).replaceAll("/+", "/").replaceAll("\\{(\\w+)[^}]*}", "{$1}");
    return verb + " " + (path.endsWith("/") ? path.substring(0, path.length() - 1) : path);
  }

  private static Object call(Object target, String method) {
    try {
      var found = target.getClass().getMethod(method);
      found.setAccessible(true);
      return found.invoke(target);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }
}
