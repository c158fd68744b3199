// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.io.File;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a new user meets: a country with cases in every state, and requests that do as printed. */
@Timeout(400)
class DemonstrationIT {

  private static final long PATIENCE_SECONDS = 300;
  private static final int STATES = 8;
  private static final int REQUESTS = 30;
  private static final String LAST = "  # check the trail";

  @TempDir Path home;

  @Test
  void thePrintedRequestsAnswerAsTheyPromiseInACountryWithCasesInEveryState() throws Exception {
    try (TestDatabase database = BuildPostgres.create()) {
      RunningHost.given(home, database);
      Map<String, String> environment =
          Map.of("FOLE_DATABASE", RunningHost.administrator(database), "FOLE_PEOPLE", "3");
      try (RunningHost host = RunningHost.start(home, environment)) {
        String url = host.url();
        await("the printed page", () -> host.out().contains(LAST));
        if (curlIsHere()) {
          List<String> walked = walk(host.out());
          assertEquals(List.of(), walked.stream().filter(DemonstrationIT::broken).toList());
          assertEquals(3, walked.stream().filter(line -> line.contains(" refused ")).count());
          assertEquals(REQUESTS, walked.size(), walked.toString());
        } else {
          System.out.println("The printed requests are not walked: this machine has no curl.");
        }
        await("the country", () -> Files.exists(home.resolve("data/demonstration-lives")));
        String token = RunningHost.text(RunningHost.signIn(url, "shssh.hq", password()), "token");
        assertEquals(STATES, states(get(url + "/api/cases?limit=100", token)).size());
        String families = get(url + "/api/families?limit=100", token);
        assertTrue(
            states(families).containsAll(List.of("APPLIED", "APPROVED", "REJECTED", "SUSPENDED")),
            families);
        assertTrue(families.contains("\"provisional\":true"), families);
        String placed = get(url + "/api/families/placements?limit=100", token);
        assertTrue(placed.contains("\"emergency\":true"), placed);
      }
    }
  }

  /** The build needs no curl; whoever pastes the requests does. */
  private static boolean curlIsHere() {
    return Stream.of(System.getenv().getOrDefault("PATH", "").split(File.pathSeparator, -1))
        .anyMatch(directory -> Files.isExecutable(Path.of(directory, "curl")));
  }

  private static boolean broken(String line) {
    return line.startsWith("broken");
  }

  private static TreeSet<String> states(String list) {
    return Pattern.compile("\"state\":\"([A-Z_]+)\"")
        .matcher(list)
        .results()
        .map(found -> found.group(1))
        .collect(toCollection(TreeSet::new));
  }

  private static String get(String url, String token) throws Exception {
    HttpResponse<String> answer = RunningHost.ask("GET", url, token, "");
    assertEquals(200, answer.statusCode(), answer.body());
    return answer.body();
  }

  private String password() throws Exception {
    return Files.readString(home.resolve("data/demonstration-password")).strip();
  }

  private void await(String what, Callable<Boolean> there) throws Exception {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(PATIENCE_SECONDS);
    while (!there.call()) {
      assertTrue(System.nanoTime() < end, () -> what + " is missing: see " + home);
      TimeUnit.MILLISECONDS.sleep(100);
    }
  }

  /**
   * Runs what is printed, as pasted; the trail's verifier apart. Says of each request whether it
   * answered 2xx, or was refused as the comment before it promises by its status, or is broken.
   */
  private List<String> walk(String printed) throws Exception {
    String script =
        "curl() { command curl --max-time 60 -w '%{stderr}\\n= %{http_code}\\n' \"$@\"; }\n"
            + printed
                .substring(printed.indexOf("  # sign in"))
                .lines()
                .filter(line -> !line.startsWith("  java "))
                .map(line -> line.replaceAll("^  # (.*)$", "echo '# $1' >&2"))
                .reduce("", (all, line) -> all + line + "\n");
    Path file = Files.writeString(home.resolve("walk.sh"), script);
    Path answers = home.resolve("walk.err");
    Process bash =
        new ProcessBuilder("bash", file.toString())
            .redirectError(answers.toFile())
            .redirectOutput(home.resolve("walk.out").toFile())
            .start();
    try {
      assertTrue(bash.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS), "the walk does not end");
    } finally {
      bash.destroyForcibly();
    }
    List<String> walked = new ArrayList<>();
    String comment = "";
    for (String line : Files.readAllLines(answers)) {
      if (line.startsWith("# ")) {
        comment = line;
      } else if (line.startsWith("= ")) {
        walked.add(judged(line.substring(2), comment));
      } else if (!line.isBlank()) {
        walked.add("broken: " + line);
      }
    }
    return walked;
  }

  private static String judged(String status, String comment) {
    boolean refusal = Pattern.compile(": 4[0-9][0-9]$").matcher(comment).find();
    String said = status + " " + comment;
    if (refusal) {
      return comment.endsWith(": " + status) ? "as refused " + said : "broken " + said;
    }
    return status.startsWith("2") ? "as promised " + said : "broken " + said;
  }
}
