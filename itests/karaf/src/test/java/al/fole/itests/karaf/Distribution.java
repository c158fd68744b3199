// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.karaf;

import al.fole.itests.signer.TestSigner;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;

/**
 * The stock archive, unpacked, with settings of this run in {@code etc} and nothing else changed.
 *
 * @param home where it is
 * @param ssh port of its shell
 * @param registry port of RMI
 * @param jmx port of JMX
 * @param http port of the module
 */
record Distribution(Path home, int ssh, int registry, int jmx, int http) {

  /** The administrator of Karaf and the password of the demonstration's people. */
  static final String PASSWORD = "synthetic-people-only-1";

  static final String USER = "karaf";

  static Distribution unpack(Path archive, Path directory)
      throws IOException, InterruptedException {
    Files.createDirectories(directory);
    var tar =
        new ProcessBuilder("tar", "xzf", archive.toString(), "--strip-components=1")
            .directory(directory.toFile())
            .inheritIO()
            .start();
    if (!tar.waitFor(2, TimeUnit.MINUTES) || tar.exitValue() != 0) {
      throw new IOException("cannot unpack " + archive);
    }
    List<ServerSocket> sockets = new ArrayList<>();
    try {
      for (int i = 0; i < 4; i++) {
        sockets.add(new ServerSocket(0));
      }
      List<Integer> ports = sockets.stream().map(ServerSocket::getLocalPort).toList();
      return new Distribution(directory, ports.get(0), ports.get(1), ports.get(2), ports.get(3));
    } finally {
      for (ServerSocket socket : sockets) {
        socket.close();
      }
    }
  }

  /** Where the module keeps its data. */
  Path data() {
    return home.resolveSibling("data");
  }

  /** Writes the settings: loopback only, no network, an administrator, and the module's own. */
  void configure(Path coordinates) throws IOException {
    set("org.apache.karaf.shell.cfg", "sshHost", "127.0.0.1");
    set("org.apache.karaf.shell.cfg", "sshPort", ssh);
    set("org.apache.karaf.management.cfg", "rmiRegistryPort", registry);
    set("org.apache.karaf.management.cfg", "rmiServerPort", jmx);
    set("org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.repositories", "");
    Path none = home.resolveSibling("no-repository");
    set("org.ops4j.pax.url.mvn.cfg", "org.ops4j.pax.url.mvn.localRepository", none);
    set("users.properties", USER, PASSWORD + ",_g_:admingroup");
    set("users.properties", "_g_\\:admingroup", "group,admin,manager,viewer,systembundles,ssh");
    // The id of the request in Karaf's own log; the pool says something in almost each.
    String logging = "org.ops4j.pax.logging.cfg";
    set(logging, "log4j2.pattern", "%d{ISO8601} %-5p %c [%X{request_id}] %m%n");
    set(logging, "log4j2.logger.pool.name", "com.zaxxer.hikari.pool");
    set(logging, "log4j2.logger.pool.level", "DEBUG");

    // What a parent sets for the module, as the README says.
    set("org.apache.karaf.features.cfg", "autoRefresh", "false");
    set("org.apache.felix.http.cfg", "org.apache.felix.http.name", "fole");
    set("org.apache.felix.http.cfg", "org.apache.felix.http.host", "127.0.0.1");
    set("org.apache.felix.http.cfg", "org.osgi.service.http.port", http);
    Path keys = Files.createDirectories(data().resolve("keys"));
    Path log = Files.createDirectories(data().resolve("log"));
    TestSigner.trustIn(data().resolve("signers"));
    Map<String, Object> framework =
        Map.of(
            "org.apache.felix.http.require.config",
            true,
            "fole.data",
            data(),
            "fole.keys",
            keys,
            "fole.log",
            log,
            "fole.mode",
            "demonstration",
            "fole.demonstration.password",
            PASSWORD,
            "fole.release",
            "${karaf.base}/fole/fole.json",
            "fole.releases.grace",
            2,
            "rekshksh.database",
            coordinates);
    for (Map.Entry<String, Object> property : framework.entrySet()) {
      set("custom.properties", property.getKey(), property.getValue());
    }
  }

  private void set(String name, String key, Object value) throws IOException {
    Path file = home.resolve("etc").resolve(name);
    List<String> lines = new ArrayList<>();
    if (Files.exists(file)) {
      Pattern said = Pattern.compile("\\s*" + Pattern.quote(key) + "\\s*=.*");
      boolean within = false;
      for (String line : Files.readAllLines(file)) {
        within = within || said.matcher(line).matches();
        if (!within) {
          lines.add(line);
        }
        within = within && line.endsWith("\\");
      }
    }
    lines.add(key + " = " + value);
    Files.write(file, lines, StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING);
  }
}
