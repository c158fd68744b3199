// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.karaf;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import javax.management.JMException;
import javax.management.MBeanServerConnection;
import javax.management.ObjectName;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;
import org.jspecify.annotations.Nullable;

/** A running Karaf, started by its own script and asked over its own JMX and shell. */
final class Karaf implements AutoCloseable {

  private static final ObjectName WATCH = name("org.example:type=Watch");
  private static final ObjectName FEATURES = name("org.apache.karaf:type=feature,name=root");
  private static final ObjectName BUNDLES = name("org.apache.karaf:type=bundle,name=root");
  private static final ObjectName ARCHIVES = name("org.apache.karaf:type=kar,name=root");

  private final Distribution distribution;
  private final Process process;
  private final JMXConnector connector;
  private final MBeanServerConnection beans;

  private Karaf(Distribution distribution, Process process, JMXConnector connector)
      throws IOException {
    this.distribution = distribution;
    this.process = process;
    this.connector = connector;
    this.beans = connector.getMBeanServerConnection();
  }

  /** Starts it and waits until what it comes with is there. */
  static Karaf start(Distribution distribution) throws IOException, InterruptedException {
    Process process =
        script(distribution, "karaf", "server")
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(said(distribution).toFile()))
            .start();
    Runtime.getRuntime().addShutdownHook(new Thread(process::destroyForcibly));
    try {
      long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(3);
      while (System.nanoTime() < end && !process.waitFor(100, TimeUnit.MILLISECONDS)) {
        JMXConnector connector = connect(distribution);
        if (connector != null) {
          return new Karaf(distribution, process, connector);
        }
      }
      throw new AssertionError("Karaf did not start: " + Files.readString(said(distribution)));
    } catch (IOException | InterruptedException | AssertionError e) {
      process.destroyForcibly();
      throw e;
    }
  }

  private static Path said(Distribution distribution) {
    return distribution.home().resolveSibling("said");
  }

  /** A script of Karaf; replaced by what it runs, so that its process is the process. */
  private static ProcessBuilder script(Distribution distribution, String name, String... words) {
    Path script = distribution.home().resolve("bin").resolve(name);
    var builder = new ProcessBuilder(script.toString());
    builder.command().addAll(List.of(words));
    builder.directory(distribution.home().toFile());
    Map<String, String> environment = builder.environment();
    environment.keySet().removeIf(variable -> variable.startsWith("KARAF_"));
    environment.put("JAVA_HOME", System.getProperty("java.home"));
    environment.put("JAVA_OPTS", "-Xmx512m -XX:TieredStopAtLevel=1 -XX:+UseSerialGC");
    environment.put("KARAF_EXEC", "exec");
    return builder;
  }

  /** Null as long as it is not up; the other end is a process of this test. */
  @SuppressWarnings("BanJNDI")
  private static @Nullable JMXConnector connect(Distribution to) {
    String at = "service:jmx:rmi://127.0.0.1:%d/jndi/rmi://127.0.0.1:%d/karaf-root";
    try {
      var address = new JMXServiceURL(at.formatted(to.jmx(), to.registry()));
      String[] login = {Distribution.USER, Distribution.PASSWORD};
      JMXConnector connector =
          JMXConnectorFactory.connect(address, Map.of(JMXConnector.CREDENTIALS, login));
      MBeanServerConnection beans = connector.getMBeanServerConnection();
      for (ObjectName needed : List.of(FEATURES, BUNDLES, ARCHIVES)) {
        if (!beans.isRegistered(needed)) {
          connector.close();
          return null;
        }
      }
      return connector;
    } catch (IOException | SecurityException e) {
      return null; // not yet
    }
  }

  /** Runs lines in Karaf's shell and returns what it printed. */
  String shell(String... lines) throws IOException, InterruptedException {
    Path printed = Files.createTempFile(distribution.home().resolveSibling("."), "shell", ".txt");
    Process client =
        script(
                distribution,
                "client",
                "-b",
                "-h",
                "127.0.0.1",
                "-a",
                Integer.toString(distribution.ssh()),
                "-u",
                Distribution.USER,
                "-p",
                Distribution.PASSWORD)
            .redirectErrorStream(true)
            .redirectOutput(printed.toFile())
            .start();
    try (var in = client.getOutputStream()) {
      in.write((String.join("\n", lines) + "\n").getBytes(UTF_8));
    }
    if (!client.waitFor(3, TimeUnit.MINUTES)) {
      client.destroyForcibly();
      throw new AssertionError("the shell hangs: " + Files.readString(printed));
    }
    return Files.readString(printed);
  }

  void installFeature(String name) throws IOException, JMException {
    feature("installFeature", name);
  }

  void uninstallFeature(String name) throws IOException, JMException {
    feature("uninstallFeature", name);
  }

  private void feature(String what, String name) throws IOException, JMException {
    beans.invoke(FEATURES, what, new Object[] {name}, new String[] {String.class.getName()});
  }

  long installBundle(Path jar) throws IOException, JMException {
    return (Long)
        beans.invoke(
            BUNDLES,
            "install",
            new Object[] {jar.toUri().toString(), true},
            new String[] {String.class.getName(), boolean.class.getName()});
  }

  void updateBundle(String id, Path jar) throws IOException, JMException {
    beans.invoke(
        BUNDLES,
        "update",
        new Object[] {id, jar.toUri().toString()},
        new String[] {String.class.getName(), String.class.getName()});
  }

  void apply(Path feature) throws IOException, JMException {
    beans.invoke(
        WATCH, "apply", new Object[] {feature.toString()}, new String[] {String.class.getName()});
  }

  void rollBack() throws IOException, JMException {
    beans.invoke(WATCH, "rollBack", new Object[0], new String[0]);
  }

  List<Seen> bundles() throws IOException, JMException {
    return Arrays.stream((String[]) beans.getAttribute(WATCH, "Bundles")).map(Seen::of).toList();
  }

  List<String> events() throws IOException, JMException {
    return List.of((String[]) beans.getAttribute(WATCH, "Events"));
  }

  /** Karaf's own log so far. */
  String log() throws IOException {
    return Files.readString(distribution.home().resolve("data/log/karaf.log"));
  }

  /** As an operator ends it. */
  void stop() throws IOException, InterruptedException {
    process.destroy();
    if (!process.waitFor(90, TimeUnit.SECONDS)) {
      process.destroyForcibly();
      throw new AssertionError("Karaf does not end");
    }
    quietly(connector);
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (process.isAlive()) {
      process.destroy();
      if (!process.waitFor(30, TimeUnit.SECONDS)) {
        process.destroyForcibly().waitFor();
      }
    }
  }

  private static void quietly(JMXConnector connector) {
    try {
      connector.close();
    } catch (IOException e) {
      // the other end has gone first
    }
  }

  private static ObjectName name(String name) {
    try {
      return new ObjectName(name);
    } catch (JMException e) {
      throw new IllegalArgumentException(e);
    }
  }

  /**
   * A bundle as the watch saw it.
   *
   * @param wiring tells one wiring from another within one run of Karaf
   */
  record Seen(
      String id,
      String name,
      String version,
      int state,
      String modified,
      String wiring,
      String location) {

    private static Seen of(String line) {
      String[] word = line.split(" ", 7);
      return new Seen(
          word[0], word[1], word[2], Integer.parseInt(word[3]), word[4], word[5], word[6]);
    }

    /** One of those that a release brings. */
    boolean broughtByLifecycle() {
      return location.startsWith("fole:");
    }
  }
}
