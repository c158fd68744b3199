// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.RecordReferral;
import al.fole.cases.ReferralId;
import al.fole.cases.internal.ReferralMapper.Told;
import al.fole.keys.Tokens;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.persons.Persons;
import al.fole.persons.Provenance;
import al.fole.persons.RegisterPerson;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.host.Referral;
import al.fole.spi.host.ReferralStatus;
import al.fole.spi.host.Referrals;
import al.fole.store.Database;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.security.MessageDigest;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Takes the referrals (referimet) of the parent: the child is found by the number or registered,
 * and from then on in the scope of the unit that is to take it up.
 */
@Component(configurationPid = "al.fole.cases")
public final class ParentRegistry implements Referrals {
  private static final Permission REFER = new Permission("cases.refer");
  private static final String PROVIDER = "PARENT_REGISTER";
  private static final String CHANNEL = "UNIFIED_REGISTER";

  /** What the digest of the content is for; the referrals of the first release have it too. */
  private static final String CONTENT = "persons.referral-received";

  /** How often somebody may be faster with the child. */
  private static final int ATTEMPTS = 5;

  private final Access access;
  private final Tokens tokens;
  private final Store store;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Persons persons;

  /** Opens schema {@code cases}. */
  @Activate
  public ParentRegistry(
      @Reference Database database, @Reference Access access, @Reference Tokens tokens) {
    this.access = access;
    this.tokens = tokens;
    this.store = database.open(CaseRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  /** Another transaction has entered the same case. */
  private static final class ReferredMeanwhile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    ReferredMeanwhile() {
      super("referred meanwhile", null, false, false);
    }
  }

  @Override
  public ReferralStatus refer(String token, Referral referral) {
    Actor actor = access.parent(token);
    access.require(actor, REFER, null);
    Rule.check(ReferralRules.OF_PARENT, referral);
    byte[] content = tokens.digest(CONTENT, text(referral));
    Optional<Told> known = received(referral.caseNumber());
    for (int attempt = 1; known.isEmpty(); attempt++) {
      receive(actor, referral, content, attempt);
      known = received(referral.caseNumber());
    }
    if (!MessageDigest.isEqual(known.get().content(), content)) {
      throw ReferralRules.differs();
    }
    return status(known.get());
  }

  @Override
  public Optional<ReferralStatus> status(String caseNumber) {
    return received(caseNumber).map(ParentRegistry::status);
  }

  /** Enters it; when somebody was faster with the case or the child, the caller looks again. */
  private void receive(Actor actor, Referral said, byte[] content, int attempt) {
    try {
      store.write(actor, tx -> receive(tx, said, content));
    } catch (ReferredMeanwhile faster) {
      return;
    } catch (Problem refusal) {
      if (!refusal.rule().equals("person-entered-meanwhile") || attempt >= ATTEMPTS) {
        throw refusal;
      }
    }
  }

  private Receipt receive(Tx tx, Referral said, byte[] content) {
    var place = CaseRows.place(tx, said.unit());
    var id = new ReferralId(tx.newId());
    var provenance = new Provenance(PROVIDER, said.referredOn());
    PersonId child =
        persons()
            .enrol(tx, new RegisterPerson(identity(said), provenance), id.value(), said.unit());
    var command =
        new RecordReferral(child, CHANNEL, List.of(), false, null, said.referredOn(), provenance);
    LocalDate born = born(tx, child, said.unit());
    var received = CareReferral.receive(id, command, born, said.caseNumber(), place, tx.now());
    if (!CaseRows.take(tx, access, received.state(), content, null)) {
      throw new ReferredMeanwhile();
    }
    return tx.record(received);
  }

  /**
   * The birth date in the register, which need not be the one the parent says; locked, nobody
   * corrects it before this transaction ends. Referred to a unit out of the actor's reach, the
   * child is in the scope of the actor's unit for as long as it takes to ask.
   */
  private LocalDate born(Tx tx, PersonId child, String unit) {
    Scope reach = access.scope(tx.actor(), REFER);
    if (reach.national() || reach.units().contains(unit)) {
      return persons().facts(tx, child).birthDate();
    }
    UUID asking = tx.newId();
    access.open(tx, child.value(), asking, tx.actor().unit(), "REFERRING");
    LocalDate born = persons().facts(tx, child).birthDate();
    access.close(tx, child.value(), asking);
    return born;
  }

  private Persons persons() {
    Persons there = persons;
    if (there == null) {
      throw Problem.unavailable("persons");
    }
    return there;
  }

  private static Identity identity(Referral said) {
    return new Identity(
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
  }

  private Optional<Told> received(String caseNumber) {
    return store.read(
        access.system("cases.referrals"),
        tx -> Optional.ofNullable(tx.mapper(ReferralMapper.class).byNumber(caseNumber)));
  }

  private static ReferralStatus status(Told row) {
    return new ReferralStatus(
        row.caseNumber(), row.id().ref(), row.state(), row.since(), row.version());
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
