// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest;

import aQute.bnd.osgi.Builder;
import aQute.bnd.osgi.EmbeddedResource;
import aQute.bnd.osgi.Jar;
import aQute.lib.io.IO;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.ServiceLoader;
import java.util.function.BooleanSupplier;
import java.util.jar.JarFile;
import java.util.logging.Level;
import java.util.logging.Logger;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;
import org.osgi.framework.launch.FrameworkFactory;
import org.osgi.framework.wiring.BundleRevision;

/** The libraries of the release with our HTTP bundles, started in this JVM. */
final class RunningFramework implements AutoCloseable {
  private static final List<String> UNUSED =
      List.of("postgresql", "HikariCP", "mybatis", "bcprov", "bcutil", "bcpkix", "gogo");

  private final Framework framework;
  private final URI base;

  private RunningFramework(Framework framework, URI base) {
    this.framework = framework;
    this.base = base;
  }

  static RunningFramework start(Path storage) throws Exception {
    quietly();
    int port = freePort();
    Path configuration =
        Files.writeString(
            storage.resolve("configuration.json"),
            """
        {":configurator:resource-version": 1,
         ":configurator:symbolic-name": "al.fole.itests.rest",
         ":configurator:version": "1.0.0",
         "org.apache.felix.http": {
           "org.osgi.service.http.port": %d,
           "org.apache.felix.http.host": "127.0.0.1",
           "org.apache.felix.http.name": "fole"},
         "al.fole.fallback": {"parts": ["nests", "openapi"]},
         "JakartarsServletWhiteboardRuntimeComponent~fole": {
           "jersey.jakartars.whiteboard.name": "fole",
           "jersey.context.path": "api",
           "osgi.http.whiteboard.target": "(org.apache.felix.http.name=fole)"}}
        """
                .formatted(port));
    Framework framework =
        ServiceLoader.load(FrameworkFactory.class, FrameworkFactory.class.getClassLoader())
            .findFirst()
            .orElseThrow()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    storage.resolve("cache").toString(),
                    Constants.FRAMEWORK_STORAGE_CLEAN,
                    "onFirstInit",
                    "org.apache.felix.http.require.config",
                    "true",
                    "configurator.initial",
                    configuration.toUri().toString(),
                    "felix.log.level",
                    "1"));
    framework.init();
    var running = new RunningFramework(framework, URI.create("http://127.0.0.1:" + port));
    var bundles = new ArrayList<Bundle>();
    for (Path jar : jars()) {
      bundles.add(framework.getBundleContext().installBundle(jar.toUri().toString()));
    }
    framework.start();
    // What weaves and logs first, as in the start levels of the release.
    for (String first :
        List.of("org.objectweb.asm", "org.apache.aries.spifly", "slf4j", "ch.qos")) {
      startAll(bundles.stream().filter(b -> b.getSymbolicName().startsWith(first)).toList());
    }
    startAll(bundles);
    return running;
  }

  /** The bundles log as this JVM does, and look for their logger in the framework only. */
  private static void quietly() {
    System.setProperty(
        "logback.configurationFile",
        String.valueOf(RunningFramework.class.getResource("/logback-test.xml")));
    Thread.currentThread().setContextClassLoader(ClassLoader.getPlatformClassLoader());
    Logger.getLogger("").setLevel(Level.SEVERE);
  }

  private static List<Path> jars() throws IOException {
    Path release = Path.of(System.getProperty("fole.root"), "features/target/release/repository");
    try (Stream<Path> files = Files.walk(release)) {
      return files
          .filter(f -> f.toString().endsWith(".jar"))
          .filter(f -> used(release, f))
          .toList();
    }
  }

  private static boolean used(Path release, Path jar) {
    String path = release.relativize(jar).toString().replace(File.separatorChar, '/');
    if (path.startsWith("al/")) {
      return Stream.of("al.fole.spi/", "al.fole.api/", "al.fole.rest/", "al.fole.fallback/")
          .anyMatch(path::contains);
    }
    return UNUSED.stream().noneMatch(path::contains);
  }

  private static void startAll(List<Bundle> bundles) throws BundleException {
    for (Bundle bundle : bundles) {
      boolean fragment =
          (bundle.adapt(BundleRevision.class).getTypes() & BundleRevision.TYPE_FRAGMENT) != 0;
      if (!fragment) {
        bundle.start(Bundle.START_ACTIVATION_POLICY);
      }
    }
  }

  URI base() {
    return base;
  }

  Bundle bundle(String symbolicName) {
    return Stream.of(framework.getBundleContext().getBundles())
        .filter(b -> b.getSymbolicName().equals(symbolicName))
        .findFirst()
        .orElseThrow();
  }

  Bundle install(String symbolicName, String packages) throws Exception {
    return install(symbolicName, packages, 0, Map.of());
  }

  /**
   * Makes a bundle of one package of these test classes and installs it.
   *
   * @param activation rank of its services; also the minor version
   * @param texts more files
   */
  Bundle install(String symbolicName, String packages, int activation, Map<String, String> texts)
      throws Exception {
    String version = "1." + activation + ".0";
    try (var builder = new Builder()) {
      for (String entry : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
        File file = new File(entry);
        if (file.isDirectory() || isBundle(file)) {
          builder.addClasspath(file);
        }
      }
      builder.setProperty(Constants.BUNDLE_SYMBOLICNAME, symbolicName);
      builder.setProperty(Constants.BUNDLE_VERSION, version);
      builder.setProperty("-privatepackage", packages);
      builder.setProperty(
          Constants.IMPORT_PACKAGE, "jakarta.ws.rs.core;version=\"[3.1,4)\",!org.jspecify.*,*");
      builder.setProperty("-noimportjava", "true");
      var jar = builder.build();
      for (var text : texts.entrySet()) {
        jar.putResource(
            text.getKey(),
            new EmbeddedResource(text.getValue().getBytes(StandardCharsets.UTF_8), 0));
      }
      rank(jar, activation);
      if (!builder.getErrors().isEmpty()) {
        throw new IllegalStateException(builder.getErrors().toString());
      }
      var bytes = new ByteArrayOutputStream();
      jar.write(bytes);
      return framework
          .getBundleContext()
          .installBundle(
              "test:" + symbolicName + ":" + version,
              new ByteArrayInputStream(bytes.toByteArray()));
    }
  }

  private static void rank(Jar jar, int activation) throws Exception {
    for (String component : List.copyOf(jar.getDirectory("OSGI-INF").keySet())) {
      String xml = IO.collect(jar.getResource(component).openInputStream());
      String property =
          "<property name=\"service.ranking\" type=\"Integer\" value=\"" + activation + "\"/>";
      byte[] ranked =
          xml.replaceFirst("<service", property + "<service").getBytes(StandardCharsets.UTF_8);
      jar.putResource(component, new EmbeddedResource(ranked, 0));
    }
  }

  private static boolean isBundle(File file) throws IOException {
    if (!file.getName().endsWith(".jar")) {
      return false;
    }
    try (var jar = new JarFile(file)) {
      return jar.getManifest() != null
          && jar.getManifest().getMainAttributes().getValue(Constants.BUNDLE_SYMBOLICNAME) != null;
    }
  }

  static void await(BooleanSupplier state) {
    Instant end = Instant.now().plus(Duration.ofSeconds(30));
    while (!state.getAsBoolean()) {
      if (Instant.now().isAfter(end)) {
        throw new AssertionError("did not come about in 30 s");
      }
      java.util.concurrent.locks.LockSupport.parkNanos(5_000_000);
    }
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0)) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws BundleException, InterruptedException {
    framework.stop();
    framework.waitForStop(10_000);
  }
}
