// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import static org.ops4j.pax.exam.CoreOptions.cleanCaches;
import static org.ops4j.pax.exam.CoreOptions.frameworkProperty;
import static org.ops4j.pax.exam.CoreOptions.frameworkStartLevel;
import static org.ops4j.pax.exam.CoreOptions.systemProperty;
import static org.ops4j.pax.exam.CoreOptions.systemTimeout;
import static org.ops4j.pax.exam.CoreOptions.url;
import static org.ops4j.pax.exam.CoreOptions.workingDirectory;

import al.fole.embed.framework.Configurations;
import al.fole.embed.framework.FrameworkProperties;
import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.jar.JarFile;
import org.ops4j.pax.exam.Option;
import org.ops4j.pax.exam.options.UrlProvisionOption;
import org.osgi.framework.Constants;
import org.osgi.service.feature.Feature;

/**
 * The one description of a container: the bundles, start levels and configurations of the release,
 * as the reference host runs them, on a free port with a database of its own. A value: every method
 * gives a changed copy.
 */
public final class FoleContainer {

  /** Pax Exam's own bundles. */
  private static final List<String> PAX =
      List.of(
          "org.ops4j.base",
          "org.ops4j.pax.swissbox.core",
          "org.ops4j.pax.swissbox.lifecycle",
          "org.ops4j.pax.swissbox.tracker",
          "org.ops4j.pax.swissbox.extender",
          "org.ops4j.pax.extender.service");

  private static final List<String> JUNIT =
      List.of(
          "org.opentest4j",
          "junit-platform-commons",
          "junit-platform-engine",
          "junit-platform-launcher",
          "junit-jupiter-api",
          "junit-jupiter-params",
          "junit-jupiter-engine");

  private static final String DRIVER = "al.fole.itests.driver";
  private static final long PATIENCE_MILLIS = 120_000;

  private final Predicate<String> kept;
  private final List<Path> added;
  private final Map<String, String> properties;
  private final Optional<Supplier<TestDatabase>> database;

  private FoleContainer(
      Predicate<String> kept,
      List<Path> added,
      Map<String, String> properties,
      Optional<Supplier<TestDatabase>> database) {
    this.kept = kept;
    this.added = List.copyOf(added);
    this.properties = Map.copyOf(properties);
    this.database = database;
  }

  /** Everything the reference host runs, in training mode. */
  public static FoleContainer host() {
    return new FoleContainer(name -> true, List.of(), Map.of(), Optional.of(BuildPostgres::create));
  }

  /** Of the release only these, by symbolic name. */
  public FoleContainer only(String... names) {
    return new FoleContainer(Set.of(names)::contains, added, properties, database);
  }

  /** Adds bundles of the test's class path, by symbolic name; they start last. */
  public FoleContainer with(String... names) {
    FoleContainer more = this;
    for (String name : names) {
      more = more.with(ClasspathBundles.named(name));
    }
    return more;
  }

  /** Adds a bundle that starts last. */
  public FoleContainer with(Path jar) {
    List<Path> more = new ArrayList<>(added);
    more.add(jar);
    return new FoleContainer(kept, more, properties, database);
  }

  /** Sets a framework property, also in place of one of the host's. */
  public FoleContainer property(String key, String value) {
    Map<String, String> more = new HashMap<>(properties);
    more.put(key, value);
    return new FoleContainer(kept, added, more, database);
  }

  /** Uses another database, for example a copy of a template; it is closed with the container. */
  public FoleContainer on(Supplier<TestDatabase> other) {
    return new FoleContainer(kept, added, properties, Optional.of(other));
  }

  /** For containers that need no database. */
  public FoleContainer withoutDatabase() {
    return new FoleContainer(kept, added, properties, Optional.empty());
  }

  Optional<TestDatabase> openDatabase() {
    return database.map(Supplier::get);
  }

  /** The container in Pax Exam's words. */
  List<Option> options(Path work, Optional<TestDatabase> opened) throws IOException {
    ReleaseFiles release = ReleaseFiles.ofBuild();
    List<Option> options = new ArrayList<>();
    options.add(workingDirectory(work.resolve("felix").toString()));
    options.add(cleanCaches());
    options.add(systemTimeout(PATIENCE_MILLIS));
    options.add(frameworkStartLevel(FrameworkProperties.EVERYTHING));
    options.add(systemProperty("pax.exam.invoker").value(InsideActivator.DRIVER));
    options.add(systemProperty("logback.configurationFile").value(logging(work)));
    frameworkProperties(release, work, opened)
        .forEach((key, value) -> options.add(frameworkProperty(key).value(value)));
    for (String feature : ReleaseFiles.STARTED) {
      for (ReleaseFiles.Entry entry : release.bundles(feature)) {
        if (kept.test(entry.name())) {
          options.add(bundle(entry.jar(), entry.level()));
        }
      }
    }
    for (String name : PAX) {
      options.add(url("link:classpath:META-INF/links/" + name + ".link").startLevel(1));
    }
    for (String name : JUNIT) {
      options.add(bundle(ClasspathBundles.named(name), 1));
    }
    options.add(bundle(ClasspathBundles.named(DRIVER), 1));
    for (Path jar : added) {
      options.add(bundle(jar, FrameworkProperties.EVERYTHING));
    }
    return options;
  }

  private Map<String, String> frameworkProperties(
      ReleaseFiles release, Path work, Optional<TestDatabase> opened) throws IOException {
    int port = freePort();
    List<Feature> features = new ArrayList<>();
    for (String name : ReleaseFiles.STARTED) {
      features.add(release.feature(name));
    }
    Path configuration = work.resolve("configuration.json");
    Configurations.write(
        configuration,
        features,
        Map.of("fole.http.host", "127.0.0.1", "fole.http.port", Integer.toString(port)));
    Path data = Files.createDirectories(work.resolve("data"));
    Map<String, String> all =
        new HashMap<>(
            FrameworkProperties.of(
                data,
                "training",
                release.moduleIn(work.resolve("release"), kept),
                opened.map(TestDatabase::coordinates).orElse(work.resolve("no-database")),
                configuration,
                port));
    all.putAll(properties);
    return all;
  }

  private static String logging(Path work) throws IOException {
    Path file = work.resolve("logback.xml");
    try (InputStream in = FoleContainer.class.getResourceAsStream("logback.xml")) {
      Files.copy(Objects.requireNonNull(in), file);
    }
    return file.toString();
  }

  private static UrlProvisionOption bundle(Path jar, int level) throws IOException {
    UrlProvisionOption option = url("reference:" + jar.toUri()).startLevel(level);
    return isFragment(jar) ? option.noStart() : option;
  }

  private static boolean isFragment(Path jar) throws IOException {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.getManifest().getMainAttributes().getValue(Constants.FRAGMENT_HOST) != null;
    }
  }

  private static int freePort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getByName("127.0.0.1"))) {
      return socket.getLocalPort();
    }
  }
}
