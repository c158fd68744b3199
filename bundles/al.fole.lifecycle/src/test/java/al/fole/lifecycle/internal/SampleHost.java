// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.itests.signer.TestSigner;
import al.fole.keys.Signatures;
import al.fole.keys.internal.CmsSignatures;
import al.fole.lifecycle.Order;
import al.fole.lifecycle.Releases;
import al.fole.spi.Problem;
import al.fole.store.Schemas;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.InvocationTargetException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.ServiceLoader;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.util.tracker.ServiceTracker;

/**
 * A host with the bundles lifecycle needs, lifecycle itself, the contracts and a foreign bundle.
 */
final class SampleHost implements AutoCloseable {

  private static final Set<String> BUNDLES =
      Set.of(
          "org.apache.felix.scr",
          "org.apache.felix.configadmin",
          "org.apache.felix.feature",
          "org.apache.felix.cm.json",
          "org.eclipse.parsson.jakarta.json",
          "org.osgi.util.converter",
          "org.osgi.util.function",
          "org.osgi.util.promise",
          "org.osgi.service.component",
          "org.osgi.service.feature",
          "al.fole.api",
          "al.fole.lifecycle");

  final BundleContext context;
  final List<String> foreignEvents = new CopyOnWriteArrayList<>();
  private final Framework framework;
  private final Map<Long, Object> wirings = new HashMap<>();

  private SampleHost(Framework framework) {
    this.framework = framework;
    this.context = framework.getBundleContext();
  }

  /** Boots on a directory that may hold an earlier run; {@code fresh} empties the bundle cache. */
  static SampleHost boot(Path data, @Nullable Path release, boolean fresh) {
    return boot(data, release, fresh, Map.of());
  }

  /** The same with platform bundles of the host: one sample of each name. */
  static SampleHost onPlatform(
      Path data, Path release, boolean fresh, String version, String... names) {
    Map<String, String> platform = new LinkedHashMap<>();
    for (String name : names) {
      platform.put(name, version);
    }
    return boot(data, release, fresh, platform);
  }

  private static SampleHost boot(
      Path data, @Nullable Path release, boolean fresh, Map<String, String> platform) {
    Map<String, String> properties = new HashMap<>();
    properties.put(Constants.FRAMEWORK_STORAGE, data.resolve("cache").toString());
    if (fresh) {
      properties.put(
          Constants.FRAMEWORK_STORAGE_CLEAN, Constants.FRAMEWORK_STORAGE_CLEAN_ONFIRSTINIT);
    }
    // Shared with the test: what it calls, and the logging.
    properties.put(
        Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
        "org.slf4j;version=\"2.0.20\",al.fole.spi;version=\"1.0.0\","
            + shared("al.fole.lifecycle")
            + ","
            + shared("al.fole.keys")
            + ","
            + shared("al.fole.store"));
    properties.put("felix.log.level", "1");
    properties.put("fole.data", data.toString());
    TestSigner.trustIn(data.resolve("signers"));
    properties.put("fole.releases.timeout", "2");
    properties.put("fole.releases.grace", "0");
    if (release != null) {
      properties.put("fole.release", release.toString());
    }
    try {
      Framework framework =
          ServiceLoader.load(FrameworkFactory.class)
              .findFirst()
              .orElseThrow()
              .newFramework(properties);
      framework.init();
      var host = new SampleHost(framework);
      host.context.registerService(Signatures.class, new CmsSignatures(), null);
      Path contractions = data.resolve(FileSchemas.NAME);
      if (Files.exists(contractions)) {
        host.context.registerService(Schemas.class, new FileSchemas(contractions), null);
      }
      host.install(platform);
      framework.start();
      return host;
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
  }

  private void install(Map<String, String> platform) throws BundleException {
    List<Bundle> bundles = new ArrayList<>();
    for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
      if (jar.endsWith(".jar") && BUNDLES.contains(nameOf(Path.of(jar)))) {
        bundles.add(context.installBundle(Path.of(jar).toUri().toString()));
      }
    }
    var foreign =
        SampleBundle.named("org.example.foreign", "1.0.0")
            .importing("al.fole.spi;version=\"[1.0,2)\"");
    bundles.add(context.installBundle("foreign", new ByteArrayInputStream(foreign.jar())));
    for (var entry : platform.entrySet()) {
      byte[] jar = SampleBundle.feature(entry.getKey(), entry.getValue()).jar();
      bundles.add(0, context.installBundle(entry.getKey(), new ByteArrayInputStream(jar)));
    }
    for (Bundle bundle : bundles) {
      bundle.start();
    }
  }

  private static String nameOf(Path jar) {
    try (var file = new JarFile(jar.toFile())) {
      String name = file.getManifest().getMainAttributes().getValue("Bundle-SymbolicName");
      return name == null ? "" : name.split(";", 2)[0];
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The API jar of the build. */
  static JarFile api() {
    try {
      for (String jar : System.getProperty("java.class.path").split(File.pathSeparator)) {
        if (jar.endsWith(".jar") && nameOf(Path.of(jar)).equals("al.fole.api")) {
          return new JarFile(jar);
        }
      }
      throw new IllegalStateException("al.fole.api is not on the class path");
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The minor version in which the API jar of the build has a package. */
  static int minor(String name) {
    try (JarFile api = api()) {
      var exported =
          Pattern.compile(Pattern.quote(name) + ";version=\"1\\.([0-9]+)\\.")
              .matcher(api.getManifest().getMainAttributes().getValue("Export-Package"));
      if (!exported.find()) {
        throw new IllegalStateException(name + " is not exported");
      }
      return Integer.parseInt(exported.group(1));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String shared(String name) {
    return "%s;version=\"1.%d.0\"".formatted(name, minor(name));
  }

  /** Lifecycle, once it is there. */
  Releases releases() {
    var tracker = new ServiceTracker<Releases, Releases>(context, Releases.class, null);
    tracker.open();
    try {
      return Objects.requireNonNull(tracker.waitForService(20_000));
    } catch (InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Has something done in the name of the host, as nobody outside could. */
  void order(Order order) {
    Releases releases = releases();
    try {
      var field = releases.getClass().getDeclaredField("orders");
      field.setAccessible(true);
      Object orders = field.get(releases);
      var asHost = orders.getClass().getDeclaredMethod("asHost", Order.class);
      asHost.setAccessible(true);
      asHost.invoke(orders, order);
    } catch (InvocationTargetException e) {
      if (e.getCause() instanceof Problem problem) {
        throw problem;
      }
      throw new IllegalStateException(e.getCause());
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A bundle of somebody else comes and starts. */
  void install(SampleBundle bundle) {
    try {
      context.installBundle(bundle.name, new ByteArrayInputStream(bundle.jar())).start();
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Lifecycle, when the first start is done: before that no plan is answered. */
  Releases settled() {
    Releases releases = releases();
    try {
      releases.plan(Path.of("nowhere.zip"));
      throw new AssertionError("nothing was planned");
    } catch (Problem nothingThere) {
      return releases;
    }
  }

  /** What the sample feature that speaks now says; empty when there is none. */
  Optional<String> says(String feature) {
    try {
      return context.getServiceReferences(Supplier.class, "(sample=" + feature + ")").stream()
          .max(Comparator.naturalOrder())
          .map(context::getService)
          .map(service -> String.valueOf(service.get()));
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    }
  }

  List<Bundle> named(String name) {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> name.equals(bundle.getSymbolicName()))
        .toList();
  }

  /** Watches everything a release may not touch. */
  void watchForeign() {
    for (Bundle bundle : context.getBundles()) {
      if (!Ours.isHot(bundle.getSymbolicName())) {
        wirings.put(bundle.getBundleId(), bundle.adapt(BundleWiring.class));
      }
    }
    context.addBundleListener(
        (SynchronousBundleListener)
            event -> {
              if (wirings.containsKey(event.getBundle().getBundleId())
                  && event.getType() != BundleEvent.RESOLVED) {
                foreignEvents.add(event.getBundle() + " " + event.getType());
              }
            });
  }

  /** Whether all that was there is there with the same wiring. */
  boolean foreignUntouched() {
    return foreignEvents.isEmpty()
        && wirings.entrySet().stream()
            .allMatch(
                was -> was.getValue() == context.getBundle(was.getKey()).adapt(BundleWiring.class));
  }

  @Override
  public void close() {
    try {
      framework.stop();
      framework.waitForStop(20_000);
    } catch (BundleException | InterruptedException e) {
      throw new IllegalStateException(e);
    }
  }
}
