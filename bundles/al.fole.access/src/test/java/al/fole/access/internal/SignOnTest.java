// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.spi.Problem;
import al.fole.spi.signon.Assurance;
import al.fole.spi.signon.Identified;
import al.fole.spi.signon.IdentityGate;
import al.fole.store.Version;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Others identify; we authorise. */
class SignOnTest {
  private final AccessWorld world = new AccessWorld();
  private final AccessWorld.Known worker = world.somebody("PMF", "B53");
  private final String subject = UUID.randomUUID().toString();
  private final Map<String, Identified> known = new HashMap<>();
  private final IdentityGate gate = credential -> Optional.ofNullable(known.get(credential));

  @BeforeEach
  void aGateIsThere() {
    world.signOns.bindGate(gate, Map.of(IdentityGate.NAME, "e-albania"));
  }

  @AfterEach
  void close() {
    world.close();
  }

  private void link() {
    world.identities.link(world.administrator, worker.id(), new LinkIdentity("e-albania", subject));
  }

  private String credential(Assurance assurance, Instant at) {
    var credential = UUID.randomUUID().toString();
    known.put(credential, new Identified(subject, assurance, at));
    return credential;
  }

  private String credential() {
    return credential(Assurance.SUBSTANTIAL, world.time.instant());
  }

  private SessionView signOn(String credential, @Nullable String code) {
    return world.signOns.signOn(
        new SignOn("e-albania", credential, null, null, null, code), "192.0.2.9", null, "request");
  }

  private void fails(String credential) {
    refusedWith("sign-on-failed", () -> signOn(credential, null));
  }

  @Test
  void whoeverIsLinkedActsInARoleOfHisAccount() {
    link();
    var session = signOn(credential(), null);
    var actor = world.resume(String.valueOf(session.token()));
    assertEquals(worker.id(), actor.who());
    assertEquals("PMF", actor.role());
    assertEquals("SIGN_ON", actor.assurance());
    assertTrue(session.secondFactor(), "two factors at the gate are two factors");
    assertEquals(1, world.entries("access.identity-linked"));
  }

  @Test
  void whoeverIsNotIsRefusedAndWrittenDown() {
    fails(credential());
    fails("a credential of nobody");
    assertEquals(2, world.entries("access.sign-on-refused"));
  }

  @Test
  void aCredentialOpensOneSession() {
    link();
    var credential = credential();
    signOn(credential, null);
    fails(credential);
  }

  @Test
  void aCredentialOfYesterdayOrTomorrowOpensNone() {
    link();
    var now = world.time.instant();
    fails(credential(Assurance.HIGH, now.minus(Duration.ofHours(8))));
    fails(credential(Assurance.HIGH, now.plus(Duration.ofMinutes(2))));
    signOn(credential(Assurance.HIGH, now.plus(Duration.ofSeconds(30))), null);
  }

  @Test
  void aGateThatIsNotSureDoesNotReplaceOurSecondFactor() {
    link();
    world.enrol(worker.actor());
    world.time.pass(Duration.ofSeconds(30));
    var now = world.time.instant();
    refusedWith("code-required", () -> signOn(credential(Assurance.LOW, now), null));
    refusedWith("sign-on-failed", () -> signOn(credential(Assurance.LOW, now), "1"));
    assertTrue(signOn(credential(Assurance.LOW, now), world.code()).secondFactor());
    refusedWith("sign-on-failed", () -> signOn(credential(Assurance.LOW, now), world.code()));
  }

  @Test
  void aSuspendedAccountIsNoUseAtTheGateEither() {
    link();
    var token = String.valueOf(signOn(credential(), null).token());
    world.accounts.suspend(
        world.administrator, worker.id(), new Version(2), new SuspendAccount("Shkelje", null));
    refusedWith("session-ended", () -> world.resume(token));
    fails(credential());
  }

  @Test
  void anIdentityIsOneAccountsAndTheAdministratorsToGive() {
    link();
    var other = world.somebody("PMF", "B48");
    var command = new LinkIdentity("e-albania", subject);
    refusedWith(
        "identity-taken", () -> world.identities.link(world.administrator, other.id(), command));
    refusedWith("forbidden", () -> world.identities.link(worker.actor(), other.id(), command));
    var administrator = world.somebody("SHSSH_ADMIN", "N").actor();
    refusedWith(
        "own-account", () -> world.identities.link(administrator, administrator.who(), command));
    var link = world.identities.of(world.administrator, worker.id()).get(0);
    world.identities.unlink(world.administrator, worker.id(), link.id());
    fails(credential());
    world.identities.link(world.administrator, other.id(), command);
    assertEquals("B48", signOn(credential(), null).unit());
    assertEquals(
        0,
        world.fixture.number(
            "select count(*) from access.external_identity e where position(? in e::text) > 0",
            subject));
  }

  @Test
  void onlyAFreshProofAtTheGateIsFresh() {
    link();
    var old = world.time.instant().minus(Duration.ofMinutes(6));
    var stale = world.resume(String.valueOf(signOn(credential(Assurance.HIGH, old), null).token()));
    refusedWith("reauthentication-required", () -> world.access.requireFresh(stale));
    var fresh = world.resume(String.valueOf(signOn(credential(), null).token()));
    world.access.requireFresh(fresh);
    assertFalse(world.sessions.own(fresh).readOnly());
  }

  @Test
  void aGateMayGoOrFail() {
    link();
    world.signOns.unbindGate(gate);
    refusedWith("gate-unknown", () -> signOn(credential(), null));
    world.signOns.bindGate(
        credential -> {
          throw new IllegalStateException("the gate has trouble");
        },
        Map.of(IdentityGate.NAME, "e-albania"));
    assertEquals(
        Problem.Kind.UNAVAILABLE,
        refusedWith("part-unavailable", () -> signOn(credential(), null)).kind());
  }

  @Test
  void guessingIsSlowedDown() {
    for (int i = 0; i < 21; i++) {
      fails("guess " + i);
    }
    refusedWith("sign-in-throttled", () -> signOn(credential(), null));
  }
}
