// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.database.HostDatabase;
import al.fole.database.StartRefused;
import al.fole.embed.framework.Configurations;
import al.fole.embed.framework.FrameworkProperties;
import al.fole.embed.framework.ModuleFramework;
import al.fole.embed.framework.Release;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.osgi.framework.BundleException;

/** One running host: database, framework, parent and module, begun and ended in order. */
final class Host {

  /** Libraries up to this level need no database. */
  private static final int LIBRARIES = 6;

  private final Settings settings;
  private final DataDirectory data;
  private final ModuleFramework framework;
  private final Readiness readiness;
  private final String url;

  private Host(
      Settings settings,
      DataDirectory data,
      ModuleFramework framework,
      Readiness readiness,
      String url) {
    this.settings = settings;
    this.data = data;
    this.framework = framework;
    this.readiness = readiness;
    this.url = url;
  }

  /**
   * Starts everything; what was begun is ended by the teardown, also after a failure.
   *
   * @throws StartRefused with one sentence for the person at the keyboard
   */
  static Host start(Settings settings, Teardown teardown)
      throws IOException, BundleException, InterruptedException {
    DataDirectory data = DataDirectory.take(settings.data(), teardown);
    int port = freePort(settings);
    Console.keep(data.logs());
    CompletableFuture<HostDatabase> database = openDatabase(settings, data, teardown);

    Release release = Release.unpack(data.releases(), Release.HOSTED);
    Path configuration = data.root().resolve("configuration.json");
    Configurations.write(
        configuration,
        release.features().values(),
        Map.of("fole.http.host", settings.address(), "fole.http.port", Integer.toString(port)));

    ModuleFramework framework =
        ModuleFramework.create(properties(settings, data, release, configuration, port));
    teardown.add(framework);
    framework.install(release.bundles("libraries"));
    framework.install(release.bundles("parent"));
    framework.install(release.bundles("platform"));
    framework.start(LIBRARIES);
    await(database);
    framework.raise(FrameworkProperties.EVERYTHING);
    List<String> failed = framework.failed();
    if (!failed.isEmpty()) {
      throw new StartRefused(
          "These bundles did not start: "
              + String.join(", ", failed)
              + ". See "
              + data.logs()
              + ".",
          "Këto pjesë nuk u nisën: " + String.join(", ", failed) + ". Shih " + data.logs() + ".");
    }
    String url = "http://" + shown(settings.address()) + ":" + port;
    return new Host(settings, data, framework, new Readiness(release.routes()), url);
  }

  /** Waits for the first answer and says where to ask. */
  void announce(PrintStream out) throws IOException, InterruptedException {
    Map<String, String> absent;
    try {
      absent = readiness.await(url, data.logs(), framework::refusals);
    } catch (StartRefused e) {
      framework.diagnose(System.out);
      throw e;
    }
    out.println("Fole ready: " + url);
    absent.forEach(
        (part, reason) ->
            out.printf(
                "Without %1$s (%2$s), see %3$s. Pa pjesën %1$s (%2$s), shih %3$s.%n",
                part, reason, data.logs()));
    if (settings.mode().equals(Settings.DEMONSTRATION)) {
      Demonstration.print(out, url, data.demonstrationPassword(), data.log());
    }
    out.flush();
  }

  /** Fills a demonstration with invented families, cases and people, once and in the background. */
  void populate(Teardown teardown) throws IOException {
    if (settings.mode().equals(Settings.DEMONSTRATION) && settings.people() > 0) {
      var caller = new DemonstrationCaller(url, data.demonstrationPassword());
      teardown.add(
          DemonstrationCountry.begin(
              List.of(
                  new DemonstrationLives(caller, data.livesBegun(), data.lives()),
                  new DemonstrationPeople(caller, settings.people(), data.people()))));
    }
  }

  /** Returns when the framework was stopped from inside. */
  void await() throws InterruptedException {
    framework.await();
  }

  private static CompletableFuture<HostDatabase> openDatabase(
      Settings settings, DataDirectory data, Teardown teardown) {
    CompletableFuture<HostDatabase> opening = new CompletableFuture<>();
    Thread thread =
        new Thread(
            () -> {
              try {
                opening.complete(HostDatabase.open(data.postgres(), settings.database(), 0));
              } catch (RuntimeException | Error e) {
                opening.completeExceptionally(e);
              }
            },
            "fole-database");
    thread.start();
    teardown.add(
        () -> {
          if (!opening.handle((database, failure) -> failure != null).join()) {
            opening.join().close();
          }
        });
    return opening;
  }

  private static void await(CompletableFuture<HostDatabase> database) {
    try {
      database.join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof RuntimeException cause ? cause : e;
    }
  }

  private static Map<String, String> properties(
      Settings settings, DataDirectory data, Release release, Path configuration, int port)
      throws IOException {
    Map<String, String> properties =
        FrameworkProperties.of(
            data.root(),
            settings.mode(),
            release.module(),
            data.coordinates(),
            configuration,
            port);
    properties.put("org.osgi.framework.storage", data.felix().toString());
    properties.put("org.osgi.framework.storage.clean", "onFirstInit");
    properties.put("fole.keys", settings.keys().toString());
    if (settings.keysPasswordFile() != null) {
      properties.put("fole.keys.provider", "pkcs12");
      properties.put("fole.keys.password-file", settings.keysPasswordFile().toString());
    }
    properties.put("rekshksh.replica", settings.replica());
    properties.put("fole.log.places", settings.logPlaces());
    properties.put("fole.releases.signers", settings.signers().toString());
    properties.putAll(settings.time());
    if (settings.mode().equals(Settings.DEMONSTRATION)) {
      properties.put("fole.demonstration.password", data.demonstrationPassword());
    }
    properties.put("fole.operators", settings.operators());
    properties.put("fole.proxies", settings.proxies());
    if (settings.firstPasswordFile() != null) {
      properties.put("fole.administrator.name", settings.administrator());
      properties.put(
          "fole.administrator.first-password-file", settings.firstPasswordFile().toString());
    }
    return properties;
  }

  private static int freePort(Settings settings) {
    try (ServerSocket socket = new ServerSocket()) {
      socket.setReuseAddress(true);
      InetAddress address = InetAddress.getByName(settings.address());
      socket.bind(new InetSocketAddress(address, settings.port()));
      return socket.getLocalPort();
    } catch (IOException e) {
      String place = settings.address() + ":" + settings.port();
      throw new StartRefused(
          "The address " + place + " is taken by another program or not of this machine.",
          "Adresa " + place + " është e zënë nga një program tjetër ose nuk është e kësaj makine.",
          e);
    }
  }

  private static String shown(String address) {
    return address.equals("0.0.0.0") ? "127.0.0.1" : address;
  }
}
