// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import al.fole.spi.Ref;
import al.fole.spi.host.ReferralStatus;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** {@link al.fole.spi.host.ReferralListener}. */
final class ListenerRules {

  static final List<ParentRule> ALL =
      List.of(
          new ParentRule(
              "listener-newer-state",
              "a newer state takes the place of the older one",
              ListenerRules::newer),
          new ParentRule(
              "listener-by-sequence",
              "what is told twice, or late, changes nothing: the sequence decides",
              ListenerRules::bySequence),
          new ParentRule(
              "listener-unknown-state",
              "a state that is not known yet is taken without an error",
              ListenerRules::unknownState),
          new ParentRule(
              "listener-throws-for-later",
              "what cannot be kept now is thrown back, and kept when it is told again",
              ListenerRules::later));

  private ListenerRules() {}

  private static void newer(ParentUnderTest parent) {
    String number = parent.newCase();
    tell(parent, number, "RECEIVED", 1);
    tell(parent, number, "SCREENED", 2);
    assertEquals(Optional.of("SCREENED"), parent.heard(number));
  }

  private static void bySequence(ParentUnderTest parent) {
    String number = parent.newCase();
    tell(parent, number, "RECEIVED", 1);
    tell(parent, number, "ACCEPTED", 3);
    tell(parent, number, "ACCEPTED", 3);
    tell(parent, number, "SCREENED", 2);
    tell(parent, number, "RECEIVED", 1);
    assertEquals(Optional.of("ACCEPTED"), parent.heard(number));
  }

  private static void unknownState(ParentUnderTest parent) {
    String number = parent.newCase();
    tell(parent, number, "RECEIVED", 1);
    tell(parent, number, "A_STATE_OF_NEXT_YEAR", 2);
    tell(parent, number, "ENDED", 3);
    assertEquals(Optional.of("ENDED"), parent.heard(number));
  }

  private static void later(ParentUnderTest parent) throws Exception {
    String number = parent.newCase();
    tell(parent, number, "RECEIVED", 1);
    Optional<AutoCloseable> outage = parent.outage();
    assumeTrue(outage.isPresent(), "this parent has no outage to try");
    try (AutoCloseable over = outage.get()) {
      assertThrows(
          RuntimeException.class,
          () -> tell(parent, number, "SCREENED", 2),
          () -> "told while " + over + " lasts");
    }
    tell(parent, number, "SCREENED", 2);
    assertEquals(Optional.of("SCREENED"), parent.heard(number));
  }

  private static void tell(ParentUnderTest parent, String number, String state, long sequence) {
    var referral = new Ref("referral", new UUID(0, number.hashCode()));
    parent.listener().changed(new ReferralStatus(number, referral, state, Instant.EPOCH, sequence));
  }
}
