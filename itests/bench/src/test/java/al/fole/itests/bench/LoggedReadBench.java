// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.itests.driver.InFramework;
import al.fole.itests.driver.OsgiService;
import al.fole.spi.host.ParentDatabase;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.osgi.framework.BundleContext;

/**
 * One person over HTTP: logged before reveal against the same unlogged, against the same with an
 * entry in a hash chain under a lock, and against its SQL. Copies of rows say nothing of reads.
 */
@InFramework(HostWithUnlogged.class)
@SuppressWarnings("NullAway.Init") // the driver injects
class LoggedReadBench {
  private static final int MOST = 32;
  private static final String GIRL =
      """
      {"identity":{"firstName":"Drita","fatherName":"Agim","lastName":"Hoxha","sex":"F",
      "birthDate":"2019-05-04","birthDateEstimated":false,"municipality":"53"},
      "provenance":{"provider":"SOCIAL_WORKER","on":"2026-01-02"}}""";

  private final HttpClient client = HttpClient.newHttpClient();
  private BundleContext context;
  @OsgiService private ParentDatabase database;

  @Test
  void aLoggedReadAgainstTheSameUnloggedAndItsSql() throws Exception {
    var token =
        field(
            "token",
            post(
                "/api/access/sessions",
                "{\"name\":\"pmf.tirana\",\"password\":\""
                    + HostWithUnlogged.PASSWORD
                    + "\",\"purpose\":\"CASE_WORK\"}",
                ""));
    untilThere("/api/persons/" + UUID.randomUUID(), token);
    var ids = new String[64];
    for (int i = 0; i < ids.length; i++) {
      ids[i] = field("id", post("/api/persons", GIRL, token));
    }
    get("/api/unlogged/" + ids[0], token);
    chain();
    var connections = new Connection[MOST];
    for (int i = 0; i < MOST; i++) {
      connections[i] = database.source(ParentDatabase.Role.JOBS).getConnection();
      connections[i].setAutoCommit(false);
    }
    try {
      for (int clients : Rounds.CLIENTS) {
        long done =
            new Rounds(database.source(ParentDatabase.Role.JOBS))
                .with("unlogged", c -> get("/api/unlogged/" + one(ids), token))
                .with("logged before it is shown", c -> get("/api/persons/" + one(ids), token))
                .with(
                    "logged in a hash chain under a lock",
                    c -> {
                      link(connections[c]);
                      get("/api/unlogged/" + one(ids), token);
                    })
                .with("its SQL alone, in BEGIN … COMMIT", c -> sql(connections[c], one(ids)))
                .compare("logged read: GET of one person", clients);
        assertTrue(done > 0);
      }
    } finally {
      for (var connection : connections) {
        connection.close();
      }
    }
  }

  private void chain() throws SQLException {
    try (var connection = database.source(ParentDatabase.Role.OWNER).getConnection();
        var statement = connection.createStatement()) {
      statement.execute(Trails.CHAIN);
    }
  }

  private static void link(Connection connection) throws SQLException {
    new BareSql(connection).change(Trails.LINK, Trails.ENTRY, Trails.ENTRY);
  }

  private static String one(String[] ids) {
    return ids[java.util.concurrent.ThreadLocalRandom.current().nextInt(ids.length)];
  }

  private static void sql(Connection connection, String id) throws SQLException {
    for (var sql :
        new String[] {
          "select p.version, p.first_name, p.last_name, p.father_name, p.sex, p.birth_date"
              + " from persons.person p where p.id = ?",
          "select wrapped from store.subject_key where id = ?"
        }) {
      try (var statement = connection.prepareStatement(sql)) {
        statement.setObject(1, UUID.fromString(id));
        try (var row = statement.executeQuery()) {
          assertTrue(row.next());
        }
      }
    }
    connection.commit();
  }

  /** Its part may be coming still. */
  private void untilThere(String path, String token) throws Exception {
    long end = System.nanoTime() + 60_000_000_000L;
    int status;
    do {
      TimeUnit.MILLISECONDS.sleep(100);
      status =
          client
              .send(request(path, token).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode();
    } while (status == 503 && System.nanoTime() - end < 0);
    assertEquals(404, status);
  }

  private String post(String path, String body, String token) throws Exception {
    var answer =
        client.send(
            request(path, token)
                .header("Content-Type", "application/json")
                .POST(HttpRequest.BodyPublishers.ofString(body))
                .build(),
            HttpResponse.BodyHandlers.ofString());
    assertEquals(201, answer.statusCode(), answer.body());
    return answer.body();
  }

  private void get(String path, String token) throws Exception {
    var answer = client.send(request(path, token).build(), HttpResponse.BodyHandlers.ofString());
    assertEquals(200, answer.statusCode(), answer.body());
  }

  private HttpRequest.Builder request(String path, String token) {
    var port = context.getProperty("org.osgi.service.http.port");
    var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path));
    return token.isEmpty() ? request : request.header("Authorization", "Bearer " + token);
  }

  private static String field(String name, String json) {
    var found = Pattern.compile("\"" + name + "\":\"([^\"]+)\"").matcher(json);
    assertTrue(found.find(), json);
    return found.group(1);
  }
}
