// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.equinox;

import al.fole.embed.framework.Configurations;
import al.fole.embed.framework.FrameworkProperties;
import al.fole.embed.framework.ModuleFramework;
import al.fole.embed.framework.Release;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;

/**
 * The release as the reference host starts it, in this JVM, in the framework of the class path:
 * libraries, the stand-in parent and the platform are installed, lifecycle brings the features.
 */
record EquinoxHost(ModuleFramework framework, TestDatabase database, Release release, String url)
    implements AutoCloseable {

  static final String PASSWORD = "synthetic-people-only-1";

  /** Makes it; nothing runs yet. */
  static EquinoxHost make(Path data) throws IOException, BundleException {
    System.setProperty(
        "logback.configurationFile",
        Objects.requireNonNull(EquinoxHost.class.getResource("/logback-equinox.xml")).toString());
    var release = Release.unpack(data.resolve("releases"), Release.HOSTED);
    int port = freePort();
    Path configuration = data.resolve("configuration.json");
    Configurations.write(
        configuration,
        release.features().values(),
        Map.of("fole.http.host", "127.0.0.1", "fole.http.port", Integer.toString(port)));
    for (String name : List.of("keys", "log")) {
      Files.createDirectories(data.resolve(name));
    }
    TestDatabase database = BuildPostgres.create();
    Map<String, String> properties =
        FrameworkProperties.of(
            data, "demonstration", release.module(), database.coordinates(), configuration, port);
    properties.put("org.osgi.framework.storage", data.resolve("equinox").toString());
    properties.put("fole.releases.signers", data.resolve("signers").toString());
    properties.put("fole.demonstration.password", PASSWORD);
    ModuleFramework framework = ModuleFramework.create(properties);
    return new EquinoxHost(framework, database, release, "http://127.0.0.1:" + port);
  }

  /** Starts everything; lifecycle brings the features a little later. */
  void start() throws IOException, BundleException, InterruptedException {
    for (String feature : List.of("libraries", "parent", "platform")) {
      framework.install(release.bundles(feature));
    }
    framework.start(FrameworkProperties.EVERYTHING);
  }

  /** What runs the bundles. */
  String implementation() {
    return framework.context().getBundle(0).getSymbolicName();
  }

  /** What does not answer yet. */
  List<String> missing() {
    return framework.missing(release.routes());
  }

  /** Names of bundles in this state. */
  List<String> in(int state) {
    return Arrays.stream(framework.context().getBundles())
        .filter(bundle -> bundle.getState() == state)
        .map(Bundle::getSymbolicName)
        .toList();
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  @Override
  public void close() throws BundleException, InterruptedException {
    try {
      framework.close();
    } finally {
      database.close();
    }
  }
}
