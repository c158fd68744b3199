// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static java.util.Comparator.comparing;

import al.fole.access.Access;
import al.fole.access.FieldGroup;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.Cases;
import al.fole.event.Change;
import al.fole.event.Notice;
import al.fole.families.ApplyAsFamily;
import al.fole.families.AssessFamily;
import al.fole.families.ChangeFamilyState;
import al.fole.families.DecideOnFamily;
import al.fole.families.EndPlacement;
import al.fole.families.Families;
import al.fole.families.FamilyEvent;
import al.fole.families.FamilyId;
import al.fole.families.FamilyQuery;
import al.fole.families.FamilyView;
import al.fole.families.PlaceChild;
import al.fole.families.PlacementId;
import al.fole.families.PlacementQuery;
import al.fole.families.PlacementView;
import al.fole.families.Terms;
import al.fole.families.internal.Family.Moment;
import al.fole.families.internal.FamilyMapper.Reads;
import al.fole.journal.Entry;
import al.fole.journal.Journal;
import al.fole.keys.Tokens;
import al.fole.persons.PersonFacts;
import al.fole.persons.PersonId;
import al.fole.persons.Persons;
import al.fole.persons.Provenance;
import al.fole.rules.Code;
import al.fole.rules.Readable;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Database;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.Period;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/** Permission, transaction, verb, rows, record: foster families. Placements stand beside it. */
@Component(service = Families.class, configurationPid = "al.fole.families")
public final class FamilyRegistry implements Families {
  private static final Permission APPLY = new Permission("families.apply");
  private static final Permission ASSESS = new Permission("families.assess");
  private static final Permission DECIDE = new Permission("families.decide");
  private static final Permission VIEW = new Permission("families.view");
  private static final Permission LIST = new Permission("families.list");
  private static final Permission HISTORY = new Permission("families.history");
  private static final Permission PERSON = new Permission("persons.view");

  /** The municipality persons tell of somebody whose address is protected. */
  private static final String WITHHELD = "00";

  private static final String GROUND = "VKM-2026 n.8/2";
  private static final String TERM = "provisional-approval";
  private static final int HISTORY_LIMIT = 1_000;
  private static final int MAJORITY = 18;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Persons persons;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile @Nullable Cases cases;

  private final Access access;
  private final Journal journal;
  private final Store store;
  private final FamilyLists lists;
  private final PlacementRegistry placements;

  /** Opens schema {@code families}. */
  @Activate
  public FamilyRegistry(
      @Reference Database database,
      @Reference Access access,
      @Reference Journal journal,
      @Reference Tokens tokens) {
    this.access = access;
    this.journal = journal;
    this.store = database.open(FamilyRows.SCHEMA);
    this.lists = new FamilyLists(store, tokens);
    this.placements = new PlacementRegistry(store, access, tokens);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public Receipt apply(Actor actor, ApplyAsFamily command) {
    access.require(actor, APPLY, null);
    Persons people = persons();
    return store.write(
        actor,
        tx -> {
          var id = new FamilyId(tx.newId());
          var applied = Family.apply(id, actor.unit(), command, moment(tx));
          var guarded = new ArrayList<PersonId>();
          for (PersonId adult :
              command.adults().stream().sorted(comparing(PersonId::value)).toList()) {
            PersonFacts facts = people.factsToChange(tx, adult);
            if (facts.municipality().equals(WITHHELD)) {
              guarded.add(adult);
            }
            FamilyRules.OF_AGE.require(
                Period.between(facts.birthDate(), command.appliedOn()).getYears() >= MAJORITY);
          }
          access.open(tx, id.value(), id.value(), actor.unit(), "RESPONSIBLE");
          for (PersonId adult : command.adults()) {
            access.open(tx, adult.value(), id.value(), actor.unit(), "FAMILY");
          }
          FamilyRows.enter(tx, applied.state());
          Scope persons = access.scope(actor, PERSON);
          for (PersonId adult : guarded) {
            tx.mapper(FamilyMapper.class).guard(adult.value(), true, persons);
          }
          String own = tx.mapper(FamilyMapper.class).municipalityOf(actor.unit());
          FamilyRules.OWN_TERRITORY.require(own == null || own.equals(command.municipality()));
          return tx.record(applied);
        });
  }

  @Override
  public Receipt assess(Actor actor, FamilyId id, AssessFamily command) {
    access.require(actor, ASSESS, id.ref());
    return change(
        actor,
        ASSESS,
        id,
        (tx, family) -> {
          var assessed = family.assess(tx.newId(), command, moment(tx));
          FamilyRows.requireCodes(tx, List.of(Provenance.code(command.provenance())));
          return assessed;
        });
  }

  @Override
  public Receipt decide(Actor actor, FamilyId id, DecideOnFamily command) {
    access.require(actor, DECIDE, id.ref());
    return change(
        actor,
        DECIDE,
        id,
        (tx, family) -> {
          int longest = tx.mapper(FamilyMapper.class).term(TERM, tx.today());
          var decided =
              family.decide(tx.newId(), command, longest, housing(tx, family, actor), moment(tx));
          FamilyRows.requireCodes(tx, codes(command));
          return decided;
        });
  }

  @Override
  public Receipt change(Actor actor, FamilyId id, ChangeFamilyState command) {
    access.require(actor, DECIDE, id.ref());
    return change(
        actor,
        DECIDE,
        id,
        (tx, family) -> family.change(command, housing(tx, family, actor), moment(tx)));
  }

  @Override
  public Receipt place(Actor actor, FamilyId id, PlaceChild command) {
    return placements.place(actor, id, command, this::persons, this::cases);
  }

  @Override
  public Receipt end(Actor actor, PlacementId id, EndPlacement command) {
    return placements.end(actor, id, command);
  }

  @Override
  public FamilyView view(Actor actor, FamilyId id) {
    access.require(actor, VIEW, id.ref());
    return lists
        .view(actor, id, access.scope(actor, VIEW), persons())
        .orElseThrow(() -> access.absent(actor, id.ref()));
  }

  @Override
  public Page<FamilyView> list(Actor actor, FamilyQuery query) {
    access.require(actor, LIST, null);
    Rule.check(FamilyRules.QUERY, query);
    Readable.require(!query.order().equals("NAME") || readsNames(actor), "order");
    return lists.page(actor, query, access.scope(actor, LIST), persons());
  }

  @Override
  public List<Entry> history(Actor actor, FamilyId id) {
    access.require(actor, HISTORY, id.ref());
    Scope scope = access.scope(actor, HISTORY);
    Scope shown = access.scope(actor, VIEW);
    Optional<List<Entry>> history =
        store.read(
            actor,
            tx -> {
              var mapper = tx.mapper(FamilyMapper.class);
              Reads reads = mapper.reads(id.value(), shown);
              if (reads == null || !mapper.isThere(id.value(), scope)) {
                return Optional.empty();
              }
              tx.disclose(
                  Notice.disclosed("families.history-viewed", GROUND, id.ref(), reads.adults()));
              return Optional.of(
                  HistoryViews.as(reads, journal.history(tx, id.ref(), HISTORY_LIMIT)));
            });
    return history.orElseThrow(() -> access.absent(actor, id.ref()));
  }

  @Override
  public PlacementView placement(Actor actor, PlacementId id) {
    return placements.view(actor, id, persons());
  }

  @Override
  public Page<PlacementView> placements(Actor actor, PlacementQuery query) {
    return placements.page(actor, query, persons());
  }

  private Receipt change(
      Actor actor,
      Permission permission,
      FamilyId id,
      BiFunction<Tx, Family, Change<Family, ? extends FamilyEvent>> verb) {
    Scope scope = access.scope(actor, permission);
    try {
      return store.write(
          actor,
          tx -> {
            Family family = FamilyRows.reached(tx, access, id, scope, true);
            var changed = verb.apply(tx, family);
            FamilyRows.replace(tx, family, changed.state(), scope);
            Receipt receipt = tx.record(changed);
            FamilyRows.settle(tx, access, changed.state());
            return receipt;
          });
    } catch (Problem refusal) {
      throw refusal.kind() == Problem.Kind.ABSENT ? access.absent(actor, id.ref()) : refusal;
    }
  }

  private boolean readsNames(Actor actor) {
    return access.shows(actor, LIST, FieldGroup.FOSTER_FAMILY)
        && access.shows(actor, LIST, FieldGroup.IDENTITY);
  }

  private static List<Code> codes(DecideOnFamily command) {
    Terms terms = command.terms();
    List<String> careTypes = terms == null ? List.of() : terms.careTypes();
    var codes = new ArrayList<>(Code.each(FamilyRows.CARE_TYPE, "terms.careTypes", careTypes));
    codes.add(new Code("decision-authority", "authority", command.authority()));
    codes.add(Provenance.code(command.provenance()));
    return codes;
  }

  /** Of a family locked: whoever places a child with it waits for that lock. */
  private boolean housing(Tx tx, Family family, Actor actor) {
    return FamilyRows.housing(tx, family, access.scope(actor, DECIDE));
  }

  private static Moment moment(Tx tx) {
    return new Moment(tx.actor().who(), tx.now(), tx.today());
  }

  private Persons persons() {
    Persons there = persons;
    if (there == null) {
      throw Problem.unavailable("persons");
    }
    return there;
  }

  private Cases cases() {
    Cases there = cases;
    if (there == null) {
      throw Problem.unavailable("cases");
    }
    return there;
  }
}
