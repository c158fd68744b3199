// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import al.fole.itests.signer.TestSigner;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.apache.felix.cm.json.io.ConfigurationResource;
import org.apache.felix.cm.json.io.Configurations;
import org.apache.felix.feature.impl.FeatureServiceImpl;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkEvent;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.startlevel.BundleStartLevel;
import org.osgi.framework.startlevel.FrameworkStartLevel;
import org.osgi.service.feature.Feature;
import org.osgi.service.feature.FeatureBundle;
import org.osgi.service.feature.ID;

/**
 * A host in this JVM, made of the bundles the release lists: libraries, the stand-in parent, the
 * platform, and the foreign listener. The first release of the module is persons, cases, families
 * and the guestbook. Lifecycle is called by reflection: the test shares no class with the bundles.
 */
final class LiveHost implements AutoCloseable {

  /** A refusal of lifecycle. */
  static final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final String rule;

    Refused(Throwable problem) {
      super(problem);
      this.rule = String.valueOf(call(problem, "rule"));
    }

    String detail(String name) {
      Object more = call(Objects.requireNonNull(getCause()), "more");
      return String.valueOf(((Map<?, ?>) more).get(name));
    }
  }

  static final String PASSWORD = "synthetic-people-only-1";
  private static final int EVERYTHING = 30;

  final BundleContext context;
  final TestDatabase database;
  final String url;
  final Path first;
  private final Framework framework;

  private LiveHost(Framework framework, TestDatabase database, String url, Path first) {
    this.framework = framework;
    this.context = framework.getBundleContext();
    this.database = database;
    this.url = url;
    this.first = first;
  }

  static LiveHost boot(Path directory) {
    System.setProperty(
        "logback.configurationFile",
        Objects.requireNonNull(LiveHost.class.getResource("/logback-live.xml")).toString());
    try {
      Path release = unpack(directory.resolve("release"));
      Feature features = read(release.resolve("fole.json"));
      Path first =
          WrittenRelease.of(
              directory.resolve("first"),
              "1",
              jar(release, features, "al.fole.persons"),
              jar(release, features, "al.fole.cases"),
              jar(release, features, "al.fole.families"),
              BuiltJars.current("al.fole.guestbook"));
      TestDatabase database = BuildPostgres.create();
      int port;
      try (var socket = new ServerSocket(0)) {
        port = socket.getLocalPort();
      }
      Map<String, String> properties = new HashMap<>();
      properties.put(Constants.FRAMEWORK_STORAGE, directory.resolve("felix").toString());
      properties.put(Constants.FRAMEWORK_BEGINNING_STARTLEVEL, "1");
      properties.put("felix.log.level", "1");
      properties.put("configurator.initial", configuration(directory, release, port));
      properties.put("org.apache.felix.http.require.config", "true");
      properties.put("fole.data", directory.toString());
      properties.put("fole.keys", Files.createDirectories(directory.resolve("keys")).toString());
      properties.put("fole.log", Files.createDirectories(directory.resolve("log")).toString());
      properties.put("fole.mode", "demonstration");
      properties.put("fole.demonstration.password", PASSWORD);
      properties.put("fole.release", first.toString());
      properties.put(
          "fole.releases.signers", TestSigner.trustIn(directory.resolve("signers")).toString());
      properties.put("fole.releases.grace", "2");
      properties.put("rekshksh.database", database.coordinates().toString());
      Framework framework =
          ServiceLoader.load(FrameworkFactory.class)
              .findFirst()
              .orElseThrow()
              .newFramework(properties);
      framework.init();
      var host = new LiveHost(framework, database, "http://127.0.0.1:" + port, first);
      host.start(release);
      return host;
    } catch (IOException | BundleException e) {
      throw new IllegalStateException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  private void start(Path release) throws IOException, BundleException, InterruptedException {
    List<Bundle> bundles = new ArrayList<>();
    for (String name : List.of("libraries", "parent", "platform")) {
      Feature feature = read(release.resolve(name + ".json"));
      for (FeatureBundle part : feature.getBundles()) {
        Path jar = release.resolve(path(part.getID()));
        int level =
            ((Number) Objects.requireNonNull(part.getMetadata().get("start-order"))).intValue();
        bundles.add(install(jar, level));
      }
    }
    bundles.add(install(BuiltJars.current("org.example.listener"), 8));
    framework.start();
    for (Bundle bundle : bundles) {
      if (bundle.getHeaders("").get(Constants.FRAGMENT_HOST) == null) {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
      }
    }
    var reached = new CountDownLatch(1);
    framework
        .adapt(FrameworkStartLevel.class)
        .setStartLevel(
            EVERYTHING,
            event -> {
              if (event.getType() == FrameworkEvent.STARTLEVEL_CHANGED) {
                reached.countDown();
              }
            });
    reached.await();
  }

  private Bundle install(Path jar, int level) throws BundleException {
    Bundle bundle = context.installBundle(jar.toUri().toString());
    bundle.adapt(BundleStartLevel.class).setStartLevel(level);
    return bundle;
  }

  /** What a release would do, which it signs first: one line for each step. */
  List<String> plan(Path release) {
    Object plan = releases("plan", Path.class, TestSigner.archive(release));
    List<String> steps = new ArrayList<>();
    for (Object step : (List<?>) call(plan, "steps")) {
      steps.add(call(step, "action") + " " + call(step, "bundle") + " " + call(step, "version"));
    }
    return steps;
  }

  void apply(Path release) {
    Object plan = releases("plan", Path.class, TestSigner.archive(release));
    releases("apply", plan.getClass(), plan);
  }

  /** Also where something becomes older. */
  void applyOlder(Path release) {
    Object service = service("al.fole.lifecycle.Releases");
    try {
      Object plan =
          service
              .getClass()
              .getMethod("plan", Path.class, boolean.class)
              .invoke(service, TestSigner.archive(release), true);
      releases("apply", plan.getClass(), plan);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  void rollBack() {
    releases("rollBack", null, null);
  }

  private Object releases(String method, @Nullable Class<?> type, @Nullable Object argument) {
    Object service = service("al.fole.lifecycle.Releases");
    try {
      return type == null
          ? service.getClass().getMethod(method).invoke(service)
          : service.getClass().getMethod(method, type).invoke(service, argument);
    } catch (InvocationTargetException e) {
      Throwable cause = Objects.requireNonNull(e.getCause());
      throw cause.getClass().getName().equals("al.fole.spi.Problem")
          ? new Refused(cause)
          : new IllegalStateException(cause);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The service with the bundles' own class of this name, which is not the test's. */
  private Object service(String type) {
    try {
      ServiceReference<?>[] found = context.getAllServiceReferences(type, null);
      return Objects.requireNonNull(context.getService(Objects.requireNonNull(found)[0]));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** How many changes the JAX-RS whiteboard has heard of and carried out. */
  Object whiteboardChanges() {
    var runtime =
        context.getServiceReference("org.osgi.service.jakartars.runtime.JakartarsServiceRuntime");
    return Objects.requireNonNull(runtime).getProperty(Constants.SERVICE_CHANGECOUNT);
  }

  private static Object call(Object target, String method) {
    try {
      return target.getClass().getMethod(method).invoke(target);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** The jars of the platform this host was started with, in the order in which they start. */
  List<Path> platform() {
    Path release = first.resolveSibling("../release").normalize();
    return read(release.resolve("platform.json")).getBundles().stream()
        .sorted(
            Comparator.comparingInt(
                part ->
                    ((Number) Objects.requireNonNull(part.getMetadata().get("start-order")))
                        .intValue()))
        .map(part -> release.resolve(path(part.getID())))
        .toList();
  }

  /** The jar with which a feature bundle came in the first release. */
  Path jarOfFirst(String name) {
    try (var files = Files.walk(first.resolveSibling("repository"))) {
      return files
          .filter(f -> f.toString().endsWith(".jar"))
          .filter(f -> name.equals(BuiltJars.name(f)))
          .findFirst()
          .orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Asks the foreign listener about a case. */
  @SuppressWarnings("unchecked")
  String askListener(String caseNumber) {
    try {
      var reference =
          context
              .getServiceReferences(UnaryOperator.class, "(listener=org.example)")
              .iterator()
              .next();
      return ((UnaryOperator<String>) context.getService(reference)).apply(caseNumber);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Components that failed, with the reason: what to read when something does not answer. */
  String failedComponents() {
    Object runtime = components();
    var failed = new StringBuilder();
    try {
      Class<?> type = runtime.getClass().getInterfaces()[0];
      var descriptions = type.getMethod("getComponentDescriptionDTOs", Bundle[].class);
      for (Object component : (Iterable<?>) descriptions.invoke(runtime, (Object) new Bundle[0])) {
        var configurations = type.getMethod("getComponentConfigurationDTOs", component.getClass());
        for (Object found : (Iterable<?>) configurations.invoke(runtime, component)) {
          Object failure = found.getClass().getField("failure").get(found);
          if (failure != null) {
            failed.append(component.getClass().getField("name").get(component));
            failed.append(": ").append(failure).append('\n');
          }
        }
      }
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
    return failed.toString();
  }

  private Object components() {
    var reference =
        context.getServiceReference("org.osgi.service.component.runtime.ServiceComponentRuntime");
    return Objects.requireNonNull(context.getService(Objects.requireNonNull(reference)));
  }

  /** What a part gives the JAX-RS whiteboard. */
  Object application(String name) {
    ServiceReference<?> reference = applicationService(name).orElseThrow();
    Object application = Objects.requireNonNull(context.getService(reference));
    context.ungetService(reference);
    return application;
  }

  private Optional<ServiceReference<?>> applicationService(String name) {
    try {
      ServiceReference<?>[] found =
          context.getAllServiceReferences(
              "jakarta.ws.rs.core.Application", "(osgi.jakartars.name=" + name + ")");
      return found == null ? Optional.empty() : Optional.of(found[0]);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Disables the component that brings an application; what is returned enables it again. */
  Runnable disableComponent(String name) {
    ServiceReference<?> reference = applicationService(name).orElseThrow();
    Object runtime = components();
    try {
      Class<?> type = runtime.getClass().getInterfaces()[0];
      Object component =
          type.getMethod("getComponentDescriptionDTO", Bundle.class, String.class)
              .invoke(runtime, reference.getBundle(), reference.getProperty("component.name"));
      var enable = type.getMethod("enableComponent", component.getClass());
      type.getMethod("disableComponent", component.getClass()).invoke(runtime, component);
      return () -> {
        try {
          enable.invoke(runtime, component);
        } catch (ReflectiveOperationException e) {
          throw new IllegalStateException(e);
        }
      };
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Bundle> named(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .toList();
  }

  private static Path unpack(Path target) throws IOException {
    Path jar = BuiltJars.current("features");
    try (var files = FileSystems.newFileSystem(URI.create("jar:" + jar.toUri()), Map.of())) {
      Path root = files.getPath("/fole/release");
      try (var found = Files.walk(root)) {
        for (Path file : found.filter(Files::isRegularFile).toList()) {
          Path copy = target.resolve(root.relativize(file).toString());
          Files.createDirectories(copy.resolveSibling("."));
          try (InputStream in = Files.newInputStream(file)) {
            Files.copy(in, copy);
          }
        }
      }
    }
    return target;
  }

  /** The configurations of the features, with the port filled in, for the Configurator. */
  private static String configuration(Path directory, Path release, int port) throws IOException {
    var resource = new ConfigurationResource();
    resource.getProperties().put(":configurator:resource-version", 1);
    resource.getProperties().put(":configurator:symbolic-name", "fole.live");
    resource.getProperties().put(":configurator:version", "1.0.0");
    for (String name : List.of("libraries", "parent", "platform")) {
      for (var configuration : read(release.resolve(name + ".json")).getConfigurations().values()) {
        var values = Configurations.newConfiguration();
        configuration
            .getValues()
            .forEach(
                (key, value) ->
                    values.put(
                        key,
                        value instanceof String text
                            ? text.replace("${fole.http.host}", "127.0.0.1")
                                .replace("${fole.http.port}", Integer.toString(port))
                            : value));
        String factory = configuration.getFactoryPid().map(pid -> pid + "~").orElse("");
        resource.getConfigurations().put(factory + configuration.getPid(), values);
      }
    }
    Path file = directory.resolve("configuration.json");
    try (var writer = Files.newBufferedWriter(file)) {
      Configurations.buildWriter().build(writer).writeConfigurationResource(resource);
    }
    return file.toUri().toString();
  }

  private static Feature read(Path json) {
    try (Reader reader = Files.newBufferedReader(json)) {
      return new FeatureServiceImpl().readFeature(reader);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Path jar(Path release, Feature feature, String artifact) {
    return feature.getBundles().stream()
        .map(FeatureBundle::getID)
        .filter(id -> id.getArtifactId().equals(artifact))
        .map(id -> release.resolve(path(id)))
        .findFirst()
        .orElseThrow();
  }

  private static String path(ID id) {
    return String.join(
        "/",
        "repository",
        id.getGroupId().replace('.', '/'),
        id.getArtifactId(),
        id.getVersion(),
        id.getArtifactId() + "-" + id.getVersion() + ".jar");
  }

  @Override
  public void close() {
    try {
      framework.stop();
      framework.waitForStop(30_000);
    } catch (BundleException | InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      database.close();
    }
  }
}
