// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import al.fole.embed.framework.Configurations;
import al.fole.embed.framework.FrameworkProperties;
import al.fole.embed.framework.ModuleFramework;
import al.fole.embed.framework.Release;
import al.fole.itests.story.Caller;
import al.fole.itests.story.RegistryPageDesk;
import al.fole.itests.story.Stage;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.io.File;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleException;

/**
 * The bundles of the release as the reference host runs them, in demonstration mode and without
 * invented people, in this JVM: so its registrations can be read, and a bundle with holes be
 * brought in. Started once for the module; it logs as the host does.
 */
final class RightsHost {
  static final String PASSWORD = "abcd-efgh-2345-6789";
  private static @Nullable RightsHost running;

  private final ModuleFramework framework;
  private final TestDatabase database;
  private final Path data;
  private final String url;

  private RightsHost(ModuleFramework framework, TestDatabase database, Path data, String url) {
    this.framework = framework;
    this.database = database;
    this.data = data;
    this.url = url;
  }

  /** The one host of this module, ready to answer. */
  static synchronized RightsHost get() {
    var host = running;
    if (host == null) {
      var thread = Thread.currentThread();
      var before = thread.getContextClassLoader();
      try {
        host = start();
      } catch (IOException | BundleException e) {
        throw new IllegalStateException(e);
      } catch (InterruptedException e) {
        thread.interrupt();
        throw new IllegalStateException(e);
      } finally {
        thread.setContextClassLoader(before);
      }
      running = host;
    }
    return host;
  }

  private static RightsHost start() throws IOException, BundleException, InterruptedException {
    var target = Files.createDirectories(Path.of("target").toAbsolutePath());
    var data = Files.createTempDirectory(target, "host");
    log(data);
    var release = Release.unpack(data.resolve("releases"), Release.HOSTED);
    var database = BuildPostgres.create();
    int port = freePort();
    var configuration = data.resolve("configuration.json");
    Configurations.write(
        configuration,
        release.features().values(),
        Map.of("fole.http.host", "127.0.0.1", "fole.http.port", Integer.toString(port)));
    var properties =
        FrameworkProperties.of(
            data, "demonstration", release.module(), database.coordinates(), configuration, port);
    properties.put("org.osgi.framework.storage", data.resolve("felix").toString());
    properties.put("fole.demonstration.password", PASSWORD);
    var framework = ModuleFramework.create(properties);
    var host = new RightsHost(framework, database, data, "http://127.0.0.1:" + port);
    Runtime.getRuntime().addShutdownHook(new Thread(host::stop));
    for (var feature : List.of("libraries", "parent", "platform")) {
      framework.install(release.bundles(feature));
    }
    framework.start(FrameworkProperties.EVERYTHING);
    if (!framework.failed().isEmpty()) {
      throw new IllegalStateException("did not start: " + framework.failed());
    }
    for (var part : release.routes()) {
      host.await(() -> host.status(part) == 401);
    }
    host.await(() -> host.anonymous().get("/api/openapi").status() == 200);
    return host;
  }

  /** As the reference host logs, with its own description of the log. */
  private static void log(Path data) throws IOException {
    var logs = Files.createDirectories(data.resolve("logs"));
    var file = data.resolve("logback.xml");
    try (var in = RightsHost.class.getResourceAsStream("/al/fole/launcher/logback.xml")) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    System.setProperty("fole.logs", logs.toString());
    System.setProperty("logback.configurationFile", file.toString());
  }

  private static int freePort() throws IOException {
    try (var socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }

  private int status(String part) {
    return anonymous().get("/api/" + part + "/ready").status();
  }

  /** Asks again until it is so, for a minute and a half at most. */
  void await(BooleanSupplier state) {
    long end = System.nanoTime() + 90_000_000_000L;
    while (!state.getAsBoolean()) {
      if (System.nanoTime() > end) {
        framework.diagnose(System.out);
        throw new AssertionError("did not come about in 90 s");
      }
      java.util.concurrent.locks.LockSupport.parkNanos(20_000_000);
    }
  }

  String url() {
    return url;
  }

  BundleContext context() {
    return framework.context();
  }

  TestDatabase database() {
    return database;
  }

  /** All the host has logged so far. */
  String logged() {
    var text = new StringBuilder();
    try (var files = Files.list(data.resolve("logs"))) {
      for (var file : files.sorted().toList()) {
        text.append(Files.readString(file));
      }
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  /** The first column of what PostgreSQL's superuser reads. */
  List<String> asked(String sql) throws SQLException {
    var texts = new ArrayList<String>();
    try (var connection = database.superuser().getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      while (row.next()) {
        texts.add(row.getString(1));
      }
    }
    return texts;
  }

  /** Runs a statement of PostgreSQL's superuser. */
  void run(String sql) throws SQLException {
    try (var connection = database.superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  Caller anonymous() {
    return new Caller(url, null);
  }

  /** A demonstration account, signed in. */
  Caller signedIn(String name, String purpose) {
    return signedIn(name, PASSWORD, purpose);
  }

  /** Somebody, signed in for a purpose, or for the usual one of the role. */
  Caller signedIn(String name, String password, String purpose) {
    var body = Caller.JSON.createObjectNode().put("name", name).put("password", password);
    if (!purpose.isEmpty()) {
      body.put("purpose", purpose);
    }
    var answer = anonymous().post("/api/access/sessions", body.toString());
    if (answer.status() != 201) {
      throw new IllegalStateException("cannot sign in " + name + ": " + answer.text());
    }
    return new Caller(url, answer.body().path("token").asText());
  }

  /** For the story that every host plays. */
  Stage stage() {
    var parent = new RegistryPageDesk(url, "registry.tirana", PASSWORD);
    return Stage.ofDemonstration(url, PASSWORD, parent);
  }

  /** Brings the bundle with holes in; it leaves when this is closed. */
  Planted plant() {
    try {
      var jar =
          Arrays.stream(System.getProperty("java.class.path").split(File.pathSeparator, -1))
              .filter(entry -> entry.contains("al.fole.leaky"))
              .findFirst()
              .orElseThrow();
      var bundle = context().installBundle("reference:" + Path.of(jar).toUri());
      bundle.start();
      await(() -> status("leaky") == 401);
      return new Planted(this, bundle);
    } catch (BundleException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Holes that are there for a while. */
  record Planted(RightsHost host, Bundle bundle) implements AutoCloseable {
    @Override
    public void close() {
      try {
        bundle.uninstall();
      } catch (BundleException e) {
        throw new IllegalStateException(e);
      }
      host.await(() -> host.status("leaky") == 404);
    }
  }

  private void stop() {
    try {
      framework.close();
    } catch (BundleException | InterruptedException e) {
      throw new IllegalStateException(e);
    } finally {
      database.close();
    }
  }
}
