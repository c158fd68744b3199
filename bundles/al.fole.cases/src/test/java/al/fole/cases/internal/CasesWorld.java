// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.cases.AnswerReferral;
import al.fole.cases.CaseId;
import al.fole.cases.CaseView;
import al.fole.cases.ReferralId;
import al.fole.cases.TransferId;
import al.fole.families.PlacementEvent.ChildPlaced;
import al.fole.families.PlacementEvent.PlacementEnded;
import al.fole.keys.Seals;
import al.fole.keys.Vault;
import al.fole.persons.Identity;
import al.fole.persons.PersonEvent.PersonCorrected;
import al.fole.persons.PersonId;
import al.fole.persons.RegisterPerson;
import al.fole.persons.internal.PersonRegistry;
import al.fole.population.Population;
import al.fole.population.Someone;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Reaction;
import al.fole.store.ReadTx;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import al.fole.testing.fakes.TestActor;
import al.fole.testing.store.StoreFixture;
import al.fole.testing.world.World;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.Iterator;
import java.util.List;
import java.util.function.BiFunction;
import java.util.function.Consumer;
import org.junit.jupiter.api.function.Executable;

/** This bundle at work on real store, access, keys and persons, without a framework. */
final class CasesWorld extends World {
  final Actor colleague = TestActor.of("PMF", "B53");
  final Actor headOfDurres = TestActor.of("NJMF_HEAD", "B10");

  final TestAccess access;
  final PersonRegistry persons;
  final CaseRegistry cases;
  final ReferralRegistry referrals;
  final AssessmentRegistry assessments;
  final AssignmentRegistry assignments;
  final TransferRegistry transfers;
  final ParentRegistry parent;
  final LocalDate today;
  private final Iterator<Someone> children =
      Population.of(11, Integer.MAX_VALUE)
          .filter(one -> one.personalNumber() != null && one.lastName() != null)
          .filter(one -> one.birthDate().isAfter(LocalDate.of(2012, 1, 1)))
          .filter(one -> one.birthDate().isBefore(LocalDate.of(2024, 1, 1)))
          .iterator();

  CasesWorld() {
    this(world -> {});
  }

  /**
   * @param on the database, for these keys
   */
  CasesWorld(BiFunction<Seals, Vault, StoreFixture> on) {
    this(on, world -> {});
  }

  /**
   * @param before what happens before this bundle comes
   */
  CasesWorld(Consumer<CasesWorld> before) {
    this(StoreFixture::create, before);
  }

  private CasesWorld(BiFunction<Seals, Vault, StoreFixture> on, Consumer<CasesWorld> before) {
    super(on);
    access = new TestAccess(roles);
    access.parentSessions().put("worker", tirana);
    access.parentSessions().put("supervisor", region);
    persons = new PersonRegistry(fixture.database(), access, journal, vault, tokens);
    before.accept(this);
    cases = new CaseRegistry(fixture.database(), access, journal, tokens);
    cases.persons = persons;
    referrals = new ReferralRegistry(fixture.database(), access, tokens);
    referrals.persons = persons;
    assessments = new AssessmentRegistry(fixture.database(), access);
    assignments = new AssignmentRegistry(fixture.database(), access);
    transfers = new TransferRegistry(fixture.database(), access);
    parent = new ParentRegistry(fixture.database(), access, tokens);
    parent.persons = persons;
    fixture.add(new ChildPlacedReactions(fixture.database(), access));
    fixture.add(new PlacementEndedReactions(fixture.database(), access));
    fixture.add(new PersonCorrectedReactions(fixture.database(), access));
    fixture.add(new PersonErasedReactions(fixture.database(), access));
    fixture.add(new FamiliesCorrected());
    today = store().read(tirana, ReadTx::today);
  }

  /** What families do when somebody is corrected is none of this bundle's business. */
  private static final class FamiliesCorrected implements Reaction<PersonCorrected> {
    @Override
    public String name() {
      return "families.person-corrected";
    }

    @Override
    public Class<PersonCorrected> event() {
      return PersonCorrected.class;
    }

    @Override
    public void on(Tx tx, PersonCorrected event) {}
  }

  Store store() {
    return fixture.open(CaseRows.SCHEMA);
  }

  LocalDate daysAgo(int days) {
    return today.minusDays(days);
  }

  /** A child nobody has registered. */
  Identity someChild() {
    Someone one = children.next();
    return new Identity(
        one.personalNumber(),
        null,
        one.firstName(),
        one.fatherName(),
        one.lastName(),
        one.sex(),
        one.birthDate(),
        false,
        one.municipality(),
        null,
        null);
  }

  PersonId child(Actor actor, Identity who) {
    return new PersonId(
        persons.register(actor, new RegisterPerson(who, Said.by(daysAgo(60)))).id());
  }

  PersonId child() {
    return child(tirana, someChild());
  }

  /** A referral a worker of Tirana recorded 60 days ago. */
  ReferralId referred(PersonId child) {
    return new ReferralId(referrals.refer(tirana, Said.referral(child, daysAgo(60))).id());
  }

  /** Screened 58 days ago. */
  ReferralId screened(PersonId child, String risk) {
    ReferralId id = referred(child);
    referrals.screen(tirana, id, Said.screening(1, risk, daysAgo(58)));
    return id;
  }

  AnswerReferral accepting() {
    return Said.answer(2, "ACCEPTED", daysAgo(56));
  }

  CaseId caseOf(ReferralId id) {
    return java.util.Objects.requireNonNull(referrals.view(head, id).careCase());
  }

  /** Accepted 56 days ago. */
  CaseId opened(PersonId child, String risk) {
    ReferralId id = screened(child, risk);
    referrals.answer(head, id, accepting());
    return caseOf(id);
  }

  /** With a final assessment of 40 days ago. */
  CaseId assessed(PersonId child) {
    CaseId id = opened(child, "HIGH");
    assess(id, 40);
    return id;
  }

  /** The head of Tirana offers it to Durrës. */
  TransferId offered(CaseId id, int daysAgo) {
    return new TransferId(transfers.offer(head, id, Said.offer("B10", daysAgo(daysAgo))).id());
  }

  void assess(CaseId id, int daysAgo) {
    Receipt draft = assessments.assess(tirana, id, Said.assessment(daysAgo(50)));
    assessments.finalise(tirana, Said.assessmentOf(draft), draft.version(), daysAgo(daysAgo));
  }

  CaseView view(CaseId id) {
    return cases.view(tirana, id);
  }

  CaseView.Care care(CaseId id) {
    return java.util.Objects.requireNonNull(view(id).care());
  }

  /** Families say that a child is placed. */
  Receipt place(Actor actor, ChildPlaced placed) {
    return store().write(actor, tx -> tx.record(placed, List.of()));
  }

  /** Families say that a placement ended. */
  Receipt end(Actor actor, PlacementEnded ended) {
    return store().write(actor, tx -> tx.record(ended, List.of()));
  }

  /** How many reads and changes of a type speak of the person. */
  long entries(String type, PersonId person) {
    return entries(type, person.value());
  }

  /** Refused under a rule, with both sentences, and nothing written. */
  Problem refused(Problem.Kind kind, String rule, Executable work) {
    long before = written();
    var problem = assertThrows(Problem.class, work);
    assertEquals(rule, problem.rule(), problem::getMessage);
    assertEquals(kind, problem.kind());
    assertEquals(false, problem.sq().isBlank() || problem.en().isBlank());
    assertEquals(before, written());
    return problem;
  }

  Problem conflict(String rule, Executable work) {
    return refused(Problem.Kind.CONFLICT, rule, work);
  }

  Problem invalid(String field, String rule, Executable work) {
    Problem problem = refused(Problem.Kind.INVALID, rule, work);
    assertEquals(field, problem.field().orElseThrow());
    return problem;
  }

  void forbidden(String permission, Executable work) {
    Problem problem = refused(Problem.Kind.FORBIDDEN, "forbidden", work);
    assertEquals(permission, problem.more().get("permission"));
  }

  void absent(Executable work) {
    refused(Problem.Kind.ABSENT, "not-found", work);
  }

  private long written() {
    return fixture.number(
        "select (select coalesce(sum(version), 0) from cases.referral)"
            + " + (select coalesce(sum(version), 0) from cases.care_case)"
            + " + (select coalesce(sum(version), 0) from cases.assessment)"
            + " + (select count(*) from cases.decision) + (select count(*) from cases.care)"
            + " + (select coalesce(sum(version), 0) from cases.transfer)"
            + " + (select count(*) from access.scope where closed_on is null)");
  }

  /** SQL state of a refused query of the superuser; empty when it was not refused. */
  List<String> attempts(String sql) {
    try (Connection connection = fixture.postgres().superuser().getConnection();
        var statement = connection.createStatement()) {
      statement.execute(sql);
      return List.of();
    } catch (SQLException e) {
      return List.of(e.getSQLState());
    }
  }
}
