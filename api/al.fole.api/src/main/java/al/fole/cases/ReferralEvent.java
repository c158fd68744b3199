// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.persons.PersonId;
import al.fole.spi.Ref;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to a referral. The parent is told of each state of a referral it made. */
public sealed interface ReferralEvent extends Event {

  /** The referral. */
  ReferralId referral();

  /** The child who is referred. */
  PersonId child();

  /** Afterwards. */
  String state();

  /** Business date of the change. */
  LocalDate on();

  @Override
  default Ref record() {
    return referral().ref();
  }

  @Override
  default List<UUID> subjects() {
    return List.of(child().value());
  }

  /** A child was referred, by the parent or through a worker. */
  @EventType(name = "cases.referral-received", ground = "VKM-2026 n.7/2.1/a")
  record ReferralReceived(
      ReferralId referral,
      long version,
      PersonId child,
      String unit,
      String municipality,
      String channel,
      boolean urgent,
      String state,
      LocalDate on)
      implements ReferralEvent {}

  /** A worker had a first look. */
  @EventType(name = "cases.referral-screened", ground = "VKM-2026 n.7/2.1/a")
  record ReferralScreened(
      ReferralId referral,
      long version,
      PersonId child,
      String municipality,
      String risk,
      String state,
      LocalDate on)
      implements ReferralEvent {}

  /** It was accepted, redirected or refused. */
  @EventType(name = "cases.referral-answered", ground = "VKM-2026 n.7/2.1/a")
  record ReferralAnswered(
      ReferralId referral,
      long version,
      PersonId child,
      String municipality,
      @Nullable CaseId careCase,
      @Nullable String unit,
      String state,
      LocalDate on)
      implements ReferralEvent {}

  /** The case it led to has moved. */
  @EventType(name = "cases.referral-progressed", ground = "VKM-2026 n.3/1/c")
  record ReferralProgressed(
      ReferralId referral,
      long version,
      PersonId child,
      CaseId careCase,
      String municipality,
      String state,
      LocalDate on)
      implements ReferralEvent {}
}
