// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.itests.process.HostProcess;
import al.fole.testing.TestDatabase;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.postgresql.ds.PGSimpleDataSource;

/** The built archive, run as its user runs it: a process of its own in an empty directory. */
final class RunningHost implements AutoCloseable {

  private final HostProcess process;
  private final Path home;

  private RunningHost(HostProcess process, Path home) {
    this.process = process;
    this.home = home;
  }

  /** Starts the archive with the data directory {@code home/data}, by default on a free port. */
  static RunningHost start(Path home, Map<String, String> environment, String... arguments)
      throws IOException {
    return new RunningHost(
        HostProcess.start(
            HostProcess.archive(), home, environment, List.of("-Xmx256m"), List.of(arguments)),
        home);
  }

  /** Waits for the line that says where to ask. */
  String url() throws IOException, InterruptedException {
    return process.url();
  }

  String out() throws IOException {
    return process.out();
  }

  /** What it said on standard error. */
  String err() throws IOException {
    return process.err();
  }

  ProcessHandle handle() {
    return process.handle();
  }

  /** Waits for its end and gives the exit status. */
  int status() throws InterruptedException {
    return process.status();
  }

  /** Asks as the demonstration's child-protection worker would sign in. */
  static HttpResponse<String> signIn(String url, String name, String password)
      throws IOException, InterruptedException {
    String body = "{\"name\":\"%s\",\"password\":\"%s\"}".formatted(name, password);
    return ask("POST", url + "/api/access/sessions", "", body);
  }

  /** Asks with a session's token; without one when it is empty. */
  static HttpResponse<String> ask(String method, String url, String token, String body)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(URI.create(url))
            .header("Content-Type", "application/json")
            .method(method, HttpRequest.BodyPublishers.ofString(body));
    if (!token.isEmpty()) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newHttpClient().send(request.build(), HttpResponse.BodyHandlers.ofString());
  }

  /** The value of a text member. */
  static String text(HttpResponse<String> answer, String member) {
    Matcher found = Pattern.compile("\"" + member + "\":\"([^\"]*)\"").matcher(answer.body());
    if (!found.find()) {
      throw new AssertionError(member + " in " + answer.body());
    }
    return found.group(1);
  }

  /** Lets a host use the database of the build: whose roles have passwords already. */
  static void given(Path home, TestDatabase database) throws IOException {
    Path coordinates = home.resolve("data/postgres/coordinates.properties");
    Files.createDirectories(coordinates.resolveSibling("."));
    Files.copy(database.coordinates(), coordinates);
  }

  /** The address of the database with its administrator's login. */
  static String administrator(TestDatabase database) {
    PGSimpleDataSource superuser = (PGSimpleDataSource) database.superuser();
    return database.url() + "?user=" + superuser.getUser() + "&password=" + superuser.getPassword();
  }

  /** Processes that work in the directory: the host itself and a PostgreSQL of its own. */
  static List<ProcessHandle> in(Path directory) {
    return ProcessHandle.allProcesses().filter(process -> worksIn(process, directory)).toList();
  }

  private static boolean worksIn(ProcessHandle process, Path directory) {
    try {
      Path place = Path.of("/proc", Long.toString(process.pid()), "cwd");
      return Files.readSymbolicLink(place).startsWith(directory.toRealPath());
    } catch (IOException e) {
      return false; // gone meanwhile
    }
  }

  /** Ends it, and whatever of it still works in its directory. */
  @Override
  public void close() {
    process.close();
    for (ProcessHandle left : in(home)) {
      left.destroyForcibly();
    }
  }
}
