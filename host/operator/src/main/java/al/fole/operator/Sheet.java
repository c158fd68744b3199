// SPDX-License-Identifier: EUPL-1.2
package al.fole.operator;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Answers as a person reads them. */
final class Sheet {

  private Sheet() {}

  static List<String> status(JsonNode status) {
    List<String> lines = new ArrayList<>();
    JsonNode current = status.path("current");
    lines.add(
        current.isMissingNode() || current.isNull()
            ? "no release is in force"
            : "in force: " + release(current));
    for (JsonNode part : status.path("parts")) {
      lines.add(
          "part %-24s %-20s %s"
              .formatted(text(part, "bundle"), text(part, "version"), text(part, "state")));
    }
    if (status.path("operation").isObject()) {
      lines.add("last: " + operation(status.path("operation")).get(0));
    }
    return lines;
  }

  static List<String> history(JsonNode history) {
    List<String> lines = new ArrayList<>();
    history.path("kept").forEach(kept -> lines.add("kept: " + release(kept)));
    for (JsonNode operation : history.path("operations")) {
      lines.add(text(operation, "begunAt") + " " + operation(operation).get(0));
    }
    return lines;
  }

  static List<String> plan(JsonNode plan) {
    List<String> lines = new ArrayList<>();
    lines.add("release " + text(plan, "release") + " sha256 " + text(plan, "sha256"));
    lines.add("plan " + text(plan, "digest"));
    plan.path("signers").forEach(signer -> lines.add("signed by " + signer.asText()));
    if (plan.path("downgrade").asBoolean()) {
      lines.add("DOWNGRADE: something becomes older");
    }
    for (JsonNode bundle : plan.path("bundles")) {
      lines.add(
          "%-5s %-24s %-20s %s"
              .formatted(
                  text(bundle, "change").toLowerCase(java.util.Locale.ROOT),
                  text(bundle, "bundle"),
                  text(bundle, "version"),
                  text(bundle, "sha256")));
    }
    for (JsonNode wire : plan.path("wiring")) {
      lines.add(
          "wire  %-24s %s %s"
              .formatted(text(wire, "bundle"), text(wire, "name"), text(wire, "version")));
    }
    for (JsonNode step : plan.path("schema")) {
      lines.add(
          "%s %s db/%s"
              .formatted(
                  step.path("contracts").asBoolean() ? "later, by contract:" : "schema, now:",
                  text(step, "bundle"),
                  text(step, "file")));
    }
    plan.path("connectors").forEach(name -> lines.add("connector affected: " + name.asText()));
    lines.add("refreshed: " + all(plan.path("refreshes")));
    lines.add("pauses: " + all(plan.path("pauses")));
    return lines;
  }

  static List<String> operation(JsonNode operation) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s %s: %s as activation %s%s"
            .formatted(
                text(operation, "kind"),
                text(operation, "target"),
                text(operation, "state"),
                text(operation, "release"),
                text(operation, "activation"),
                operation.path("recovered").asBoolean() ? ", found at the start" : ""));
    if (operation.path("rule").isTextual()) {
      lines.add(text(operation, "rule") + ": " + text(operation, "en"));
    }
    operation.path("said").forEach(said -> lines.add(said.asText()));
    return lines;
  }

  static List<String> part(JsonNode part) {
    List<String> lines = new ArrayList<>();
    lines.add(
        "%s %s %s".formatted(text(part, "bundle"), text(part, "version"), text(part, "state")));
    part.path("stays").forEach(said -> lines.add(said.asText()));
    return lines;
  }

  static List<String> contraction(JsonNode contraction) {
    List<String> lines = new ArrayList<>();
    JsonNode drops = contraction.path("drops");
    drops.forEach(drop -> lines.add("drops " + drop.asText()));
    lines.add(
        drops.isEmpty()
            ? "nothing to contract"
            : "to do it, and to give up every release before it: contract "
                + text(contraction, "release"));
    return lines;
  }

  static List<String> problem(JsonNode problem, int status) {
    String rule = problem.path("rule").asText("status-" + status);
    List<String> lines = new ArrayList<>();
    lines.add(rule + ": " + problem.path("title").asText("refused"));
    for (String more : List.of("reason", "bundles", "requirement", "what", "release")) {
      if (problem.path(more).isTextual()) {
        lines.add("  " + more + ": " + problem.path(more).asText());
      }
    }
    return lines;
  }

  private static String release(JsonNode release) {
    return "%s as activation %s sha256 %s"
        .formatted(text(release, "id"), text(release, "activation"), text(release, "sha256"));
  }

  private static String all(JsonNode list) {
    List<String> names = new ArrayList<>();
    list.forEach(name -> names.add(name.asText()));
    return names.isEmpty() ? "nothing" : String.join(", ", names);
  }

  private static String text(JsonNode node, String field) {
    return node.path(field).asText();
  }
}
