// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.spi.Unit;
import al.fole.spi.host.ParentIdentity;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** {@link al.fole.spi.host.ParentIdentities}. */
final class IdentityRules {

  private static final Duration SECOND = Duration.ofSeconds(1);

  /** What a stranger may send as a session. */
  private static final List<String> UNKNOWN =
      List.of("", "no-such-session", "' or 1=1 --", "ë\uffff", "x".repeat(4096));

  static final List<ParentRule> ALL =
      List.of(
          new ParentRule(
              "identities-known-session",
              "a session is known, always as the same user, with a role and a unit of the parent",
              IdentityRules::known),
          new ParentRule(
              "identities-unknown-session",
              "a session the parent never gave is empty, whatever the text, and no error",
              IdentityRules::unknown),
          new ParentRule(
              "identities-ended-session",
              "a session that was ended is empty at once",
              IdentityRules::ended),
          new ParentRule(
              "identities-disabled-user",
              "the sessions of a disabled user are empty at once",
              IdentityRules::disabled),
          new ParentRule(
              "identities-within-a-second",
              "an answer comes within a second, known or unknown",
              IdentityRules::prompt));

  private IdentityRules() {}

  private static void known(ParentUnderTest parent) {
    ParentIdentity user = identify(parent, parent.signIn()).orElseThrow(IdentityRules::nobody);
    ParentIdentity again = identify(parent, parent.signIn()).orElseThrow(IdentityRules::nobody);
    assertEquals(user.id(), again.id(), "the id of one user in two sessions");
    assertTrue(!user.role().isBlank(), "the role is not blank");
    var units = parent.units().units().stream().map(Unit::code).collect(Collectors.toSet());
    assertTrue(units.contains(user.unit()), () -> user.unit() + " is one of the parent's units");
  }

  private static void unknown(ParentUnderTest parent) {
    for (String token : UNKNOWN) {
      assertEquals(Optional.empty(), identify(parent, token), "the session '" + token + "'");
    }
  }

  private static void ended(ParentUnderTest parent) {
    String token = parent.signIn();
    assertTrue(identify(parent, token).isPresent(), "the session is there before");
    parent.signOut(token);
    assertEquals(Optional.empty(), identify(parent, token), "the session that was ended");
  }

  private static void disabled(ParentUnderTest parent) {
    String token = parent.signIn();
    assertTrue(identify(parent, token).isPresent(), "the session is there before");
    parent.disableUser();
    try {
      assertEquals(Optional.empty(), identify(parent, token), "the session of a disabled user");
    } finally {
      parent.enableUser();
    }
  }

  private static void prompt(ParentUnderTest parent) {
    String token = parent.signIn();
    for (int i = 0; i < 5; i++) {
      assertTimeoutPreemptively(SECOND, () -> identify(parent, token), "a known session");
      assertTimeoutPreemptively(SECOND, () -> identify(parent, "no-such"), "an unknown session");
    }
  }

  private static Optional<ParentIdentity> identify(ParentUnderTest parent, String token) {
    return parent.identities().identify(token);
  }

  private static AssertionError nobody() {
    return new AssertionError("a session that was just given is not known");
  }
}
