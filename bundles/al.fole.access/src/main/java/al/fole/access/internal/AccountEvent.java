// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What can happen to an account. The user name is a detail, never a fact. */
sealed interface AccountEvent extends Event {

  /** The account. */
  UUID account();

  @Override
  default Ref record() {
    return new Ref("account", account());
  }

  @Override
  default List<UUID> subjects() {
    return List.of();
  }

  /** Credentials were issued to a person. */
  @EventType(name = "access.account-created", ground = "VKM-2026 n.3/4")
  record AccountCreated(UUID account, long version, String role, String unit, AccountState state)
      implements AccountEvent {}

  /** The account works in another role or unit from now on. */
  @EventType(name = "access.account-assigned", ground = "VKM-2026 n.9/3")
  record AccountAssigned(
      UUID account, long version, String role, String unit, String roleBefore, String unitBefore)
      implements AccountEvent {}

  /** The account only reads from now on. */
  @EventType(name = "access.account-limited", ground = "VKM-2026 n.11/4/b")
  record AccountLimited(UUID account, long version) implements AccountEvent {}

  /** The account was stopped for a time, for a violation; null: until it is restored. */
  @EventType(name = "access.account-suspended", ground = "VKM-2026 n.11/4/b")
  record AccountSuspended(UUID account, long version, @Nullable Instant until)
      implements AccountEvent {}

  /** The account was stopped. */
  @EventType(name = "access.account-disabled", ground = "VKM-2026 n.9/3")
  record AccountDisabled(UUID account, long version) implements AccountEvent {}

  /** The account works again. */
  @EventType(name = "access.account-enabled", ground = "VKM-2026 n.9/3")
  record AccountEnabled(UUID account, long version, AccountState state) implements AccountEvent {}

  /** The administrator made a first password again. */
  @EventType(name = "access.first-password-issued", ground = "VKM-2026 n.3/4")
  record FirstPasswordIssued(UUID account, long version, Instant expiresAt)
      implements AccountEvent {}

  /** The person set a password of his own. */
  @EventType(name = "access.password-set", ground = "VKM-2026 n.8/1")
  record PasswordSet(UUID account, long version) implements AccountEvent {}

  /** The person was trained; the number of the certificate is a detail. */
  @EventType(name = "access.account-trained", ground = "VKM-2026 n.3/4")
  record AccountTrained(UUID account, long version, LocalDate issued, LocalDate until)
      implements AccountEvent {}

  /** The person accepted the undertaking of confidentiality, or confirmed the manual. */
  @EventType(name = "access.briefing-accepted", ground = "VKM-2026 n.9/4")
  record BriefingAccepted(UUID account, long version, Briefing.Kind kind, String briefing)
      implements AccountEvent {}

  /** The administrator took the second factor away, because it was lost. */
  @EventType(name = "access.second-factor-reset", ground = "VKM-2026 n.9/3")
  record SecondFactorReset(UUID account, long version) implements AccountEvent {}
}
