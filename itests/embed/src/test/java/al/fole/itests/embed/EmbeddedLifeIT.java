// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.embed;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import al.fole.embed.Fole;
import al.fole.itests.story.Caller;
import al.fole.itests.story.FirstLife;
import al.fole.itests.story.People;
import al.fole.spi.Problem;
import al.fole.testing.BuildPostgres;
import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;
import org.eclipse.jetty.server.ServerConnector;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A plain Jetty program hosts the module; its own page is never touched by that. */
class EmbeddedLifeIT {

  @Test
  void theStoryIsPlayedAndTheModuleLeavesNothingBehind(@TempDir Path data) throws Exception {
    try (var database = BuildPostgres.create();
        var parent = new JettyParent(database, data);
        var watch = new PageWatch(parent)) {
      var anybody = new Caller(parent.module(), null);
      notThere(anybody);
      assertEquals("Regjistri", new Caller(parent.url(), null).get("/registry/").text());
      var remains = new Remains(data);
      var own = Thread.currentThread().getContextClassLoader();

      parent.startModule();
      assertSame(own, Thread.currentThread().getContextClassLoader());
      assertEquals(List.of(), parent.fole().missing());
      assertEquals(200, anybody.get("/api/openapi").status());
      var ready = anybody.get("/health/ready");
      assertEquals(200, ready.status(), ready.text());
      new FirstLife(parent.stage()).walk();
      var number = parent.stage().parent().refer(child());
      var referrals = parent.fole().referrals();
      assertTrue(referrals.status(number).isPresent());

      theGateIsAsked(parent);

      var loaders = Inside.loaders(parent.fole());
      assertTrue(loaders.size() > 40, "the whole module runs: " + loaders.size());
      parent.closeModule();
      notThere(anybody);
      assertEquals(
          "part-unavailable", assertThrows(Problem.class, () -> referrals.status(number)).rule());
      assertEquals(Set.of(), remains.newThreads());
      assertEquals(Set.of(), remains.openFiles());
      assertEquals(Set.of(), Remains.alive(loaders));

      parent.startModule();
      assertTrue(parent.fole().referrals().status(number).isPresent(), "nothing was lost");
      assertEquals(401, anybody.get("/api/cases/ready").status());
      assertTrue(watch.asked() > 100, "the page was asked all the time");
      assertEquals("", watch.wrong(), "the parent's own page");
    }
  }

  @Test
  void theExampleOfTheReadmeStartsTheModule(@TempDir Path data, @TempDir Path work)
      throws Exception {
    var example = ReadmeExample.compiled(work);
    var server = new Server();
    var connector = new ServerConnector(server);
    connector.setHost("127.0.0.1");
    server.addConnector(connector);
    var ourPages = new ServletContextHandler("/registry");
    try (var database = BuildPostgres.create();
        var fole =
            example.start(
                server,
                ourPages,
                data,
                database.source(LoginRole.OWNER),
                database.source(LoginRole.APP),
                database.source(LoginRole.SEALER),
                database.source(LoginRole.JOBS),
                new Registry())) {
      assertEquals(List.of(), fole.missing());
      var anybody = new Caller("http://127.0.0.1:" + connector.getLocalPort() + "/fole", null);
      assertEquals(401, anybody.get("/api/cases/ready").status());
    } finally {
      server.stop();
    }
  }

  /** Whom the parent identifies has no account here, until an administrator links one. */
  private static void theGateIsAsked(JettyParent parent) {
    for (var credential : List.of("e-rreme", Gate.TICKET + "1")) {
      var refused = signOn(parent, "porta", credential);
      assertEquals(401, refused.status(), refused.text());
      assertEquals("sign-on-failed", refused.rule());
    }
    assertEquals(List.of("e-rreme", Gate.TICKET + "1"), parent.gate().asked());
    assertEquals("gate-unknown", signOn(parent, "tjeter", Gate.TICKET + "2").rule());
  }

  private static Caller.Answer signOn(JettyParent parent, String gate, String credential) {
    var body = Caller.JSON.createObjectNode().put("gate", gate).put("credential", credential);
    return new Caller(parent.module(), null).post("/api/access/sessions/sign-on", body.toString());
  }

  private static JsonNode child() {
    return People.identity(People.girl("Lule", "Bardhi"));
  }

  private static void notThere(Caller anybody) {
    var answer = anybody.get("/api/openapi");
    assertEquals(503, answer.status());
    assertEquals("5", answer.header("Retry-After"));
    assertEquals("module-unavailable", answer.rule());
    assertFalse(answer.body().path("title_sq").asText().isEmpty());
  }

  @Test
  void whatIsLackingIsNamed(@TempDir Path data) {
    var refusal = assertThrows(Problem.class, () -> Fole.builder().data(data).start());
    assertEquals("builder-incomplete", refusal.rule());
    assertEquals("The module cannot start without 'databases'.", refusal.en());
  }
}
