// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.host.ParentIdentity;
import jakarta.ws.rs.container.ContainerRequestContext;
import jakarta.ws.rs.container.ResourceInfo;
import jakarta.ws.rs.core.SecurityContext;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class AccessGateTest {
  private final AccessWorld world = new AccessWorld();
  private final AccessGate gate = new AccessGate(world.sessions, world.parentSessions);
  private final Map<String, String> headers = new HashMap<>();
  private @Nullable SecurityContext caller;

  @AfterEach
  void close() {
    world.close();
  }

  /** A request as the gate sees it. */
  private final ContainerRequestContext request =
      (ContainerRequestContext)
          Proxy.newProxyInstance(
              getClass().getClassLoader(),
              new Class<?>[] {ContainerRequestContext.class},
              (proxy, method, arguments) ->
                  switch (method.getName()) {
                    case "getHeaderString" -> headers.get((String) arguments[0]);
                    case "getProperty" -> "request-1";
                    case "getSecurityContext" ->
                        new Caller(world.somebody("PMF", "B53").actor(), true);
                    case "setSecurityContext" -> {
                      caller = (SecurityContext) arguments[0];
                      yield null;
                    }
                    default -> throw new UnsupportedOperationException(method.getName());
                  });

  private Actor pass(Class<?> resource, String method) {
    for (Method candidate : resource.getMethods()) {
      if (candidate.getName().equals(method)) {
        gate.route =
            new ResourceInfo() {
              @Override
              public Method getResourceMethod() {
                return candidate;
              }

              @Override
              public Class<?> getResourceClass() {
                return resource;
              }
            };
      }
    }
    caller = null;
    gate.filter(request);
    return caller == null
        ? SystemActor.of("test.nobody")
        : (Actor) java.util.Objects.requireNonNull(caller).getUserPrincipal();
  }

  @Test
  void signingInNeedsNoSession() {
    assertEquals("SYSTEM", pass(SessionsResource.class, "signIn").assurance());
  }

  @Test
  void everythingElseDoes() {
    var refused = refusedWith("session-missing", () -> pass(AccountsResource.class, "list"));
    assertEquals(Problem.Kind.UNAUTHENTICATED, refused.kind());
    headers.put("Authorization", "Basic YWRtaW46YWRtaW4=");
    refusedWith("session-missing", () -> pass(AccountsResource.class, "list"));
    headers.put("Authorization", "Bearer nonsense");
    refusedWith("session-ended", () -> pass(AccountsResource.class, "list"));
    headers.put("Authorization", "Bearer " + "x".repeat(5000));
    refusedWith("session-ended", () -> pass(AccountsResource.class, "list"));
    assertTrue(world.entries("access.session-refused") >= 4);
  }

  /**
   * Whatever somebody says of himself beside his token: counted and written down as nothing said.
   */
  @Test
  void noOtherHeaderSaysWhoSomebodyIs() {
    var administrator = world.somebody("SHSSH_ADMIN", "N");
    headers.putAll(
        Map.of(
            "X-Remote-User",
            administrator.name(),
            "X-Forwarded-User",
            administrator.name(),
            "X-Role",
            "SHSSH_ADMIN",
            "Forwarded",
            "for=127.0.0.1",
            "Cookie",
            "session=" + administrator.token(),
            "Proxy-Authorization",
            "Bearer " + administrator.token()));
    long entries = world.entries("access.session-refused");
    refusedWith("session-missing", () -> pass(AccountsResource.class, "list"));
    assertEquals(entries + 1, world.entries("access.session-refused"));
    assertEquals(
        1.0,
        world.refusals.figures().stream()
            .filter(it -> "session-missing".equals(it.labels().get("rule")))
            .mapToDouble(it -> it.value())
            .sum());
    var worker = world.somebody("PMF", "B53");
    headers.put("Authorization", "Bearer " + worker.token());
    var actor = pass(MatrixResource.class, "matrix");
    assertEquals(List.of(worker.id(), "PMF"), List.of(actor.who(), (Object) actor.role()));
  }

  @Test
  void aTokenBecomesTheActorOfTheRequest() {
    var worker = world.somebody("PMF", "B53");
    headers.put("Authorization", "Bearer " + worker.token());
    var actor = pass(MatrixResource.class, "matrix");
    assertEquals(worker.id(), actor.who());
    assertEquals("request-1", actor.request());
  }

  @Test
  void aSessionDeclaredItsPurposeWhenItBegan() {
    var worker = world.somebody("PMF", "B53");
    headers.put("Authorization", "Bearer " + worker.token());
    headers.put("Fole-Purpose", "CASE_WORK");
    assertEquals("CASE_WORK", pass(MatrixResource.class, "matrix").purpose());
    long before = world.entries("access.session-refused");
    headers.put("Fole-Purpose", "SUPERVISION");
    refusedWith("purpose-of-session", () -> pass(MatrixResource.class, "matrix"));
    assertEquals(before + 1, world.entries("access.session-refused"));
  }

  @Test
  void aTokenOfTheParentToo() {
    var id = UUID.randomUUID();
    world.parentSessions.bindIdentities(
        token ->
            token.equals("abc")
                ? Optional.of(new ParentIdentity(id, "NJMF_HEAD", "B53"))
                : Optional.empty());
    headers.put("Authorization", "Bearer parent:abc");
    assertEquals(id, pass(MatrixResource.class, "matrix").who());
    headers.put("Fole-Purpose", "SUPERVISION");
    assertEquals("SUPERVISION", pass(MatrixResource.class, "matrix").purpose());
    headers.put("Authorization", "Bearer parent:xyz");
    refusedWith("session-ended", () -> pass(MatrixResource.class, "matrix"));
  }

  @Test
  void aFirstPasswordOpensOnlyTheDoorToANewOne() {
    var name = world.name();
    var first = String.valueOf(world.invite(name, "SHSSH_ADMIN", "N").firstPassword());
    headers.put("Authorization", "Bearer " + world.signIn(name, first));
    pass(OwnAccountResource.class, "setPassword");
    pass(SessionsResource.class, "current");
    var refused =
        refusedWith("first-password-must-change", () -> pass(AccountsResource.class, "list"));
    assertEquals(Problem.Kind.FORBIDDEN, refused.kind());
    refusedWith("first-password-must-change", () -> pass(MatrixResource.class, "matrix"));
  }
}
