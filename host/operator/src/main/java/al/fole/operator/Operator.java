// SPDX-License-Identifier: EUPL-1.2
package al.fole.operator;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.function.Function;

/**
 * The command line. Exit status: 0 done; 1 refused or failed, everything is as before; 2 misused; 3
 * the host does not answer; 4 the sign-in was refused.
 */
public final class Operator {

  private static final String USAGE =
      """
      java -jar fole-operator.jar [--url=ADDRESS] [--json] COMMAND
        status                                what is in force, which parts work, the last change
        history                               what can be gone back to, and what was done
        plan ARCHIVE [--allow-downgrade] [--pause]
                                              what an archive would do; changes nothing
        apply ARCHIVE [--allow-downgrade] [--pause] [--plan=DIGEST]
                                              does it; with a digest only if the plan is still that
        rollback [ACTIVATION|RELEASE] [--pause]
                                              back to it, or to the activation before
        contract [RELEASE]                    what would be dropped; with the release in force: drops it
        part PART                             a part, and what of it would stay
        enable PART | disable PART | remove PART
      --pause lets the module pause where platform bundles change: 503 for some seconds.
      FOLE_USER with FOLE_PASSWORD_FILE or FOLE_PASSWORD, or FOLE_TOKEN_FILE or FOLE_TOKEN, say who asks.
      FOLE_URL is the address without --url; without both it is http://127.0.0.1:8090.
      0 done, 1 refused or failed, 2 misused, 3 no answer, 4 sign-in refused.
      """;

  private static final int REFUSED = 1;
  private static final int MISUSED = 2;
  private static final int SILENT = 3;
  private static final int STRANGER = 4;
  private static final String RELEASES = "/api/releases";

  private final Words words;
  private final PrintStream out;
  private final PrintStream err;

  private Operator(Words words, PrintStream out, PrintStream err) {
    this.words = words;
    this.out = out;
    this.err = err;
  }

  /** Runs one command and exits with its status. */
  public static void main(String[] arguments) {
    System.exit(run(List.of(arguments), System.getenv(), System.out, System.err));
  }

  /** Runs one command. */
  static int run(
      List<String> arguments, Map<String, String> environment, PrintStream out, PrintStream err) {
    try {
      Words words = Words.of(arguments);
      if (words.has("help") || words.command().isEmpty()) {
        out.print(USAGE);
        return words.has("help") ? 0 : MISUSED;
      }
      return new Operator(words, out, err).run(environment);
    } catch (Words.Misused e) {
      err.println(e.getMessage());
      err.print(USAGE);
      return MISUSED;
    }
  }

  private int run(Map<String, String> environment) {
    String url =
        words.value("url").orElse(environment.getOrDefault("FOLE_URL", "http://127.0.0.1:8090"));
    Desk opened;
    try {
      opened = Desk.at(url, Credentials.of(environment));
    } catch (Desk.Refused e) {
      return refused(e, e.status == 503 ? SILENT : STRANGER);
    } catch (IOException e) {
      return silent(url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return SILENT;
    }
    try (Desk desk = opened) {
      return run(desk);
    } catch (Desk.Refused e) {
      return refused(e, e.status == 401 ? STRANGER : REFUSED);
    } catch (IOException e) {
      return silent(url, e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return SILENT;
    }
  }

  private int run(Desk desk) throws IOException, InterruptedException {
    return switch (words.command()) {
      case "status" -> show(desk.get(RELEASES), Sheet::status);
      case "history" -> show(desk.get(RELEASES + "/history"), Sheet::history);
      case "plan" -> show(plan(desk, upload(desk)), Sheet::plan);
      case "apply" -> apply(desk);
      case "rollback" -> {
        ObjectNode body = body().put("pause", words.has("pause"));
        words.perhapsAbout().ifPresent(to -> body.put("to", to));
        yield ended(desk.carryOut(RELEASES + "/rollbacks", body));
      }
      case "contract" -> contract(desk);
      case "part" -> show(desk.get(RELEASES + "/parts/" + part()), Sheet::part);
      case "enable" -> part(desk, "enabling");
      case "disable" -> part(desk, "disabling");
      case "remove" -> part(desk, "removal");
      default -> throw new Words.Misused("unknown command " + words.command());
    };
  }

  private String upload(Desk desk) throws IOException, InterruptedException {
    Path file = Path.of(words.about());
    return desk.upload(RELEASES + "/archives", file).path("archive").asText();
  }

  private JsonNode plan(Desk desk, String archive) throws IOException, InterruptedException {
    return desk.post(RELEASES + "/plans", archive(archive));
  }

  private ObjectNode archive(String archive) {
    return body()
        .put("archive", archive)
        .put("downgrade", words.has("allow-downgrade"))
        .put("pause", words.has("pause"));
  }

  private int apply(Desk desk) throws IOException, InterruptedException {
    String archive = upload(desk);
    JsonNode plan = plan(desk, archive);
    String digest = words.value("plan").orElse(plan.path("digest").asText());
    if (!words.has("json")) {
      Sheet.plan(plan).forEach(out::println);
    }
    return ended(desk.carryOut(RELEASES + "/activations", archive(archive).put("plan", digest)));
  }

  private int contract(Desk desk) throws IOException, InterruptedException {
    String path = RELEASES + "/contractions";
    if (words.perhapsAbout().isEmpty()) {
      return show(desk.get(path), Sheet::contraction);
    }
    return ended(desk.carryOut(path, body().put("release", words.about())));
  }

  private int part(Desk desk, String what) throws IOException, InterruptedException {
    return ended(desk.carryOut(RELEASES + "/parts/" + part() + "/" + what, body()));
  }

  private String part() {
    String part = words.about();
    if (!part.matches("[a-z.]+")) {
      throw new Words.Misused("no part is called " + part);
    }
    return part;
  }

  private static ObjectNode body() {
    return Desk.JSON.createObjectNode();
  }

  private int ended(JsonNode operation) {
    show(operation, Sheet::operation);
    return operation.path("state").asText().equals("DONE") ? 0 : REFUSED;
  }

  private int show(JsonNode answer, Function<JsonNode, List<String>> sheet) {
    if (words.has("json")) {
      out.println(answer.toPrettyString());
    } else {
      sheet.apply(answer).forEach(out::println);
    }
    return 0;
  }

  private int refused(Desk.Refused e, int status) {
    if (words.has("json")) {
      out.println(e.problem.toPrettyString());
    } else {
      Sheet.problem(e.problem, e.status).forEach(err::println);
    }
    return status;
  }

  private int silent(String url, IOException e) {
    err.println(url + " does not answer: " + e);
    return SILENT;
  }
}
