// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.attacks.Requests.Request;
import al.fole.itests.story.Caller;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/**
 * Mass assignment: each field of each document of the interface is sent to each write that does not
 * name it, at every depth. It is refused by name, whoever sends it, and no row changes.
 */
class FieldsSentIT {
  private static final RightsHost HOST = RightsHost.get();

  /** What no document may say of itself, beside all that any document says. */
  private static final List<String> FORBIDDEN =
      List.of(
          "id",
          "version",
          "state",
          "unit",
          "role",
          "createdBy",
          "createdAt",
          "recordedAt",
          "approver",
          "assessor",
          "purposes",
          "permissions",
          "sealed",
          "standing",
          "holder",
          "class",
          "@class",
          "@type",
          "__proto__");

  private static SmallWorld world;
  private static JsonNode schemas;

  @BeforeAll
  static void settle() throws Exception {
    world = SmallWorld.of(HOST);
    schemas = HOST.anonymous().get("/api/openapi").body().path("components").path("schemas");
  }

  @Test
  void noFieldIsTakenThatTheDocumentOfTheRouteDoesNotName() throws Exception {
    var before = HOST.asked(Digest.SQL);
    var taken = new TreeSet<String>();
    int sent = 0;
    int writes = 0;
    for (var request : Requests.all().values()) {
      if (request.body() != null) {
        writes++;
        sent += attack(request, by(request), id(request), taken);
      }
    }
    System.out.printf(
        "Mass assignment: %d fields in %d writes, %d taken%n", sent, writes, taken.size());
    assertTrue(sent > 3_000, sent + " of " + fields().size() + " fields");
    assertEquals(Set.of(), taken);
    assertEquals(before, HOST.asked(Digest.SQL));
  }

  @Test
  void whatTheDocumentNamesIsWhatTheRecordTakes() {
    var unnamed = new TreeMap<String, Set<String>>();
    for (var request : Requests.all().values()) {
      if (request.body() != null) {
        var sent = new TreeSet<String>();
        request.body().apply(world.tirana).fieldNames().forEachRemaining(sent::add);
        sent.removeAll(named(request));
        if (!sent.isEmpty()) {
          unnamed.put(request.route(), sent);
        }
      }
    }
    assertEquals(Map.of(), unnamed, "fields of our own bodies that the description does not know");
  }

  @Test
  void aRouteThatTakesAnyFieldIsFound() {
    try (var planted = HOST.plant()) {
      var note = world.tirana.worker().post("/api/leaky", "{\"text\":\"tonë\"}");
      var change =
          new Request(
              "PUT /leaky/{id}",
              "note",
              "/leaky/{}",
              false,
              place -> Caller.JSON.createObjectNode().put("text", "e re"));
      var taken = new TreeSet<String>();
      int sent = attack(change, world.tirana.worker(), note.id(), taken);
      assertEquals(sent, taken.size(), "all of them in " + planted.bundle());
      assertTrue(sent > 100);
    }
  }

  /** Sends each field at each depth; returns how many requests that were. */
  private static int attack(Request request, Caller by, String id, Set<String> taken) {
    var body = request.body();
    int sent = 0;
    var own = named(request);
    for (var field : fields()) {
      if (!own.contains(field)) {
        var spoilt = body == null ? Caller.JSON.createObjectNode() : body.apply(world.tirana);
        sent += send(request, by, id, spoilt.put(field, "0"), field, taken);
      }
    }
    for (var field : FORBIDDEN) {
      var whole = body == null ? Caller.JSON.createObjectNode() : body.apply(world.tirana);
      for (var part : whole.deepCopy().properties()) {
        if (part.getValue().isObject()) {
          var spoilt = whole.deepCopy();
          ((ObjectNode) spoilt.path(part.getKey())).put(field, "0");
          sent += send(request, by, id, spoilt, field, taken);
        }
      }
    }
    return sent;
  }

  private static int send(
      Request request, Caller by, String id, ObjectNode spoilt, String field, Set<String> taken) {
    var answer = request.send(by, id, spoilt.toString(), "\"1\"");
    boolean refused =
        answer.status() == 422 && answer.body().path("field").asText().endsWith(field);
    if (!refused) {
      taken.add(request.route() + " " + field + " → " + answer.status() + " " + answer.text());
    }
    return 1;
  }

  /** Names of all fields of all documents. */
  private static Set<String> fields() {
    var fields = new TreeSet<>(FORBIDDEN);
    schemas.forEach(schema -> schema.path("properties").fieldNames().forEachRemaining(fields::add));
    return fields;
  }

  private static Set<String> named(Request request) {
    var names = new TreeSet<String>();
    var paths = HOST.anonymous().get("/api/openapi").body().path("paths");
    var at = request.route().indexOf(' ');
    var shape = request.route().substring(at + 1).replaceAll("\\{[^}]*}", "{}");
    for (var path : paths.properties()) {
      if (path.getKey().replaceAll("\\{[^}]*}", "{}").equals(shape)) {
        var operation = path.getValue().path(request.method().toLowerCase(java.util.Locale.ROOT));
        var reference = operation.at("/requestBody/content/application~1json/schema/$ref").asText();
        schemas
            .path(reference.replaceFirst(".*/", ""))
            .path("properties")
            .fieldNames()
            .forEachRemaining(names::add);
      }
    }
    return names;
  }

  private static Caller by(Request request) {
    return request.route().contains(" /access/") || request.route().contains(" /releases/")
        ? world.administrator
        : world.tirana.head();
  }

  private static String id(Request request) {
    return request.kind().isEmpty() ? "" : world.tirana.id(request.kind());
  }
}
