// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.AccountEvent.AccountAssigned;
import al.fole.access.internal.AccountEvent.AccountCreated;
import al.fole.access.internal.AccountEvent.AccountDisabled;
import al.fole.access.internal.AccountEvent.AccountEnabled;
import al.fole.access.internal.AccountEvent.FirstPasswordIssued;
import al.fole.access.internal.AccountEvent.PasswordSet;
import al.fole.event.Change;
import al.fole.event.Detail;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An account (llogaria) of one person. It keeps the user name and nothing else of the
 * person.
 *
 * @param purposes narrows the purposes of the role; all of them when null
 * @param firstPasswordExpiresAt while the first password has not been replaced
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
    @Nullable Instant firstPasswordExpiresAt) {

  Account {
    purposes = purposes == null ? null : List.copyOf(purposes);
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

  Change<Account, AccountEvent> disable(String reason) {
    if (state == AccountState.DISABLED) {
      throw AccessRules.accountState(state.name());
    }
    var after = next(role, unit, AccountState.DISABLED);
    return new Change<>(after, new AccountDisabled(id, after.version), reasonOf(reason));
  }

  Change<Account, AccountEvent> enable(String reason) {
    if (state == AccountState.ACTIVE || state == AccountState.INVITED) {
      throw AccessRules.accountState(state.name());
    }
    var after =
        next(
            role,
            unit,
            firstPasswordExpiresAt == null ? AccountState.ACTIVE : AccountState.INVITED);
    return new Change<>(
        after, new AccountEnabled(id, after.version, after.state), reasonOf(reason));
  }

  Change<Account, AccountEvent> invite(Instant expires) {
    if (state != AccountState.ACTIVE && state != AccountState.INVITED) {
      throw AccessRules.accountState(state.name());
    }
    var after = next(role, unit, AccountState.INVITED);
    return new Change<>(after, new FirstPasswordIssued(id, after.version, expires), List.of());
  }

  Change<Account, AccountEvent> passwordSet() {
    var after = next(role, unit, AccountState.ACTIVE);
    return new Change<>(after, new PasswordSet(id, after.version), List.of());
  }

  private Account next(String toRole, String toUnit, AccountState toState) {
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
        firstPasswordExpiresAt);
  }

  private List<Detail> reasonOf(String reason) {
    return List.of(new Detail(id, Map.of("reason", reason)));
  }
}
