// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.keys.Tokens;
import al.fole.keys.Vault;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import al.fole.persons.RegisterPerson;
import al.fole.persons.internal.PersonRows.NumberTaken;
import al.fole.persons.internal.ReferralMapper.ReferralRow;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Ref;
import al.fole.spi.host.Referral;
import al.fole.spi.host.ReferralStatus;
import al.fole.spi.host.Referrals;
import al.fole.store.Database;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.security.MessageDigest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/**
 * Takes the referrals (referimet) of the parent: the child is found by the number or registered,
 * and from then on in the scope of the unit that is to take it up.
 */
@Component(configurationPid = "al.fole.persons")
public final class ReferralRegistry implements Referrals {
  private static final Permission REFER = new Permission("persons.refer");
  private static final String PROVIDER = "PARENT_REGISTER";

  private final Access access;
  private final Tokens tokens;
  private final PersonRows rows;
  private final Store store;

  /** Opens schema {@code persons}. */
  @Activate
  public ReferralRegistry(
      @Reference Database database,
      @Reference Access access,
      @Reference Vault vault,
      @Reference Tokens tokens) {
    this.access = access;
    this.tokens = tokens;
    this.rows = new PersonRows(vault);
    this.store = database.open(PersonRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  /** Another transaction has entered the same case. */
  private static final class ReferredMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  @Override
  public ReferralStatus refer(String token, Referral referral) {
    Actor actor = access.parent(token);
    access.require(actor, REFER, null);
    Rule.check(PersonRules.REFERRAL, referral);
    byte[] content = tokens.digest(ReferralReceived.TYPE, text(referral));
    Optional<ReferralRow> known = received(referral.caseNumber());
    while (known.isEmpty()) {
      receive(actor, referral, content);
      known = received(referral.caseNumber());
    }
    if (!MessageDigest.isEqual(known.get().content(), content)) {
      throw PersonRules.referralDiffers();
    }
    return status(known.get());
  }

  @Override
  public Optional<ReferralStatus> status(String caseNumber) {
    return received(caseNumber).map(ReferralRegistry::status);
  }

  /** Enters it; when somebody was faster with the case or the child, the caller looks again. */
  private void receive(Actor actor, Referral said, byte[] content) {
    try {
      store.write(actor, tx -> receive(tx, said, content));
    } catch (NumberTaken | ReferredMeanwhile faster) {
      return;
    }
  }

  private Receipt receive(Tx tx, Referral said, byte[] content) {
    UUID id = tx.newId();
    PersonId child = child(tx, id, said);
    var row =
        new ReferralRow(
            id,
            1,
            said.caseNumber(),
            child.value(),
            said.unit(),
            content,
            ReferralReceived.STATE,
            tx.now(),
            PROVIDER,
            said.referredOn(),
            tx.now());
    if (tx.mapper(ReferralMapper.class).receive(row) == 0) {
      throw new ReferredMeanwhile();
    }
    return tx.record(
        new ReferralReceived(
            id, row.version(), child, said.unit(), said.municipality(), said.referredOn()),
        List.of());
  }

  /** The child, now in the unit's scope: found by the number or registered. */
  private PersonId child(Tx tx, UUID referral, Referral said) {
    var registered =
        Person.register(new PersonId(tx.newId()), registration(said), tx.now(), tx.today());
    Person stranger = registered.state();
    String blind = rows.tokens().number(stranger.identity().personalNumber());
    var known = blind == null ? null : tx.mapper(PersonMapper.class).match(blind);
    PersonId child = known == null ? stranger.id() : new PersonId(known.person());
    access.open(tx, child.value(), referral, said.unit(), "REFERRED");
    if (known == null) {
      rows.enter(tx, stranger);
      tx.record(registered);
    }
    return child;
  }

  private static RegisterPerson registration(Referral said) {
    var identity =
        new Identity(
            said.personalNumber(),
            null,
            said.firstName(),
            said.fatherName(),
            said.lastName(),
            said.sex(),
            said.birthDate(),
            said.birthDateEstimated(),
            said.municipality(),
            null,
            null);
    return new RegisterPerson(identity, new Provenance(PROVIDER, said.referredOn()));
  }

  private Optional<ReferralRow> received(String caseNumber) {
    return store.read(
        access.system("persons.referrals"),
        tx -> Optional.ofNullable(tx.mapper(ReferralMapper.class).byCase(caseNumber)));
  }

  private static ReferralStatus status(ReferralRow row) {
    var referral = new Ref("referral", row.id());
    return new ReferralStatus(row.caseNumber(), referral, row.state(), row.since(), row.version());
  }

  /** Everything that was said, unambiguously. */
  private static String text(Referral said) {
    return Stream.of(
            said.unit(),
            said.personalNumber(),
            said.firstName(),
            said.fatherName(),
            said.lastName(),
            said.sex(),
            said.birthDate(),
            said.birthDateEstimated(),
            said.municipality(),
            said.referredOn())
        .map(String::valueOf)
        .map(part -> part.length() + ":" + part)
        .collect(Collectors.joining());
  }
}
