// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.AccountEvent.AccountAssigned;
import al.fole.access.internal.AccountEvent.AccountCreated;
import al.fole.access.internal.AccountEvent.AccountDisabled;
import al.fole.access.internal.AccountEvent.AccountEnabled;
import al.fole.access.internal.AccountEvent.AccountLimited;
import al.fole.access.internal.AccountEvent.AccountSuspended;
import al.fole.access.internal.AccountEvent.AccountTrained;
import al.fole.access.internal.AccountEvent.BriefingAccepted;
import al.fole.access.internal.AccountEvent.FirstPasswordIssued;
import al.fole.access.internal.AccountEvent.PasswordSet;
import al.fole.access.internal.AccountEvent.SecondFactorReset;
import al.fole.event.Change;
import al.fole.event.Detail;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account (llogaria) of one person. Of the person it keeps the user name, the number of
 * his training certificate, and what he accepted.
 *
 * @param role the first of its roles; {@link HeldRole} has them all
 * @param purposes narrows the purposes of the role; all of them when null
 * @param firstPasswordExpiresAt while the first password has not been replaced
 * @param undertakingVersion of the undertaking of confidentiality he accepted
 * @param manualVersion of the manual he confirmed to have read
 * @param suspendedUntil when the suspension ends by itself; null without an end, or a suspension
 * @param suspendedFrom the state it has again then
 */
record Account(
    UUID id,
    long version,
    String name,
    String role,
    String unit,
    AccountState state,
    @Nullable List<String> purposes,
    Instant createdAt,
    UUID createdBy,
    @Nullable Instant firstPasswordExpiresAt,
    @Nullable String trainingNumber,
    @Nullable LocalDate trainingOn,
    @Nullable LocalDate trainingUntil,
    @Nullable String undertakingVersion,
    @Nullable Instant undertakingAt,
    @Nullable String manualVersion,
    @Nullable Instant manualAt,
    @Nullable Instant suspendedUntil,
    @Nullable AccountState suspendedFrom) {

  Account {
    purposes = purposes == null ? null : List.copyOf(purposes);
  }

  /** A new one. */
  static Account invited(
      UUID id,
      CreateAccount command,
      Instant now,
      UUID by,
      @Nullable Instant firstPasswordExpiresAt) {
    return new Account(
        id,
        1,
        command.name(),
        command.role(),
        command.unit(),
        firstPasswordExpiresAt == null ? AccountState.ACTIVE : AccountState.INVITED,
        command.purposes(),
        now,
        by,
        firstPasswordExpiresAt,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  Change<Account, AccountEvent> created() {
    return new Change<>(
        this,
        new AccountCreated(id, version, role, unit, state),
        List.of(new Detail(id, Map.of("name", name))));
  }

  Change<Account, AccountEvent> assign(String toRole, String toUnit) {
    var after = next(toRole, toUnit, state);
    return new Change<>(
        after, new AccountAssigned(id, after.version, toRole, toUnit, role, unit), List.of());
  }

  Change<Account, AccountEvent> limit(String reason) {
    var after = stopped(AccountState.LIMITED, state == AccountState.ACTIVE);
    return new Change<>(after, new AccountLimited(id, after.version), reasonOf(reason));
  }

  Change<Account, AccountEvent> suspend(SuspendAccount command, Instant now) {
    if (state == AccountState.SUSPENDED || state == AccountState.DEACTIVATED) {
      throw AccountRules.accountState(state.name());
    }
    var until = command.until();
    if (until != null && !until.isAfter(now)) {
      throw AccountRules.suspensionOver();
    }
    var after = next(role, unit, AccountState.SUSPENDED, until, until == null ? null : state);
    return new Change<>(
        after, new AccountSuspended(id, after.version, until), reasonOf(command.reason()));
  }

  Change<Account, AccountEvent> deactivate(String reason) {
    var after = stopped(AccountState.DEACTIVATED, state != AccountState.DEACTIVATED);
    return new Change<>(after, new AccountDisabled(id, after.version), reasonOf(reason));
  }

  Change<Account, AccountEvent> restore(String reason) {
    var before = firstPasswordExpiresAt == null ? AccountState.ACTIVE : AccountState.INVITED;
    var after = stopped(before, state != AccountState.ACTIVE && state != AccountState.INVITED);
    return new Change<>(
        after, new AccountEnabled(id, after.version, after.state), reasonOf(reason));
  }

  Change<Account, AccountEvent> invite(Instant expires) {
    var after =
        stopped(
            AccountState.INVITED, state == AccountState.ACTIVE || state == AccountState.INVITED);
    return new Change<>(after, new FirstPasswordIssued(id, after.version, expires), List.of());
  }

  Change<Account, AccountEvent> passwordSet() {
    var after = next(role, unit, state == AccountState.INVITED ? AccountState.ACTIVE : state);
    return new Change<>(after, new PasswordSet(id, after.version), List.of());
  }

  Change<Account, AccountEvent> secondFactorReset(String reason) {
    var after = next(role, unit, state);
    return new Change<>(after, new SecondFactorReset(id, after.version), reasonOf(reason));
  }

  Change<Account, AccountEvent> train(TrainAccount training) {
    var after =
        new Account(
            id,
            version + 1,
            name,
            role,
            unit,
            state,
            purposes,
            createdAt,
            createdBy,
            firstPasswordExpiresAt,
            training.number(),
            training.on(),
            training.until(),
            undertakingVersion,
            undertakingAt,
            manualVersion,
            manualAt,
            suspendedUntil,
            suspendedFrom);
    return new Change<>(
        after,
        new AccountTrained(id, after.version, training.on(), training.until()),
        List.of(new Detail(id, Map.of("training-number", training.number()))));
  }

  Change<Account, AccountEvent> accept(Briefing briefing, Instant now) {
    boolean undertaking = briefing.kind() == Briefing.Kind.UNDERTAKING;
    var after =
        new Account(
            id,
            version + 1,
            name,
            role,
            unit,
            state,
            purposes,
            createdAt,
            createdBy,
            firstPasswordExpiresAt,
            trainingNumber,
            trainingOn,
            trainingUntil,
            undertaking ? briefing.version() : undertakingVersion,
            undertaking ? now : undertakingAt,
            undertaking ? manualVersion : briefing.version(),
            undertaking ? manualAt : now,
            suspendedUntil,
            suspendedFrom);
    return new Change<>(
        after,
        new BriefingAccepted(id, after.version, briefing.kind(), briefing.version()),
        List.of());
  }

  private Account stopped(AccountState to, boolean possible) {
    if (!possible) {
      throw AccountRules.accountState(state.name());
    }
    return next(role, unit, to);
  }

  private Account next(String toRole, String toUnit, AccountState toState) {
    return toState == state
        ? next(toRole, toUnit, toState, suspendedUntil, suspendedFrom)
        : next(toRole, toUnit, toState, null, null);
  }

  private Account next(
      String toRole,
      String toUnit,
      AccountState toState,
      @Nullable Instant until,
      @Nullable AccountState from) {
    return new Account(
        id,
        version + 1,
        name,
        toRole,
        toUnit,
        toState,
        purposes,
        createdAt,
        createdBy,
        firstPasswordExpiresAt,
        trainingNumber,
        trainingOn,
        trainingUntil,
        undertakingVersion,
        undertakingAt,
        manualVersion,
        manualAt,
        until,
        from);
  }

  private List<Detail> reasonOf(String reason) {
    return List.of(new Detail(id, Map.of("reason", reason)));
  }
}
