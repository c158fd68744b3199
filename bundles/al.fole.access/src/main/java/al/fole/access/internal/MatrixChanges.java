// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.util.Objects.requireNonNull;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toSet;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.event.Notice;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import al.fole.store.Version;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Changes of the access matrix while the register runs, within the version of the manual the
 * ministry approved (VKM-136 p.11, VKM-2026 n.9/3, n.12/2). One person proposes, another approves;
 * nobody gives a role of his own more. An approved change holds for the next request on every host.
 */
@Component(service = MatrixChanges.class, configurationPid = "al.fole.access")
public final class MatrixChanges {
  static final Permission CHANGE = new Permission("access.matrix-change");
  static final Permission APPROVE = new Permission("access.matrix-approve");
  private static final String GROUND = "VKM-2026 n.9/3";
  private static final String MINISTRY = "MINISTRY";

  private final Store store;
  private final Access access;
  private final CurrentMatrix matrix;
  private final Refusals refusals;

  /** Changes the matrix of the schema. */
  @Activate
  public MatrixChanges(
      @Reference AccessSchema schema,
      @Reference Access access,
      @Reference CurrentMatrix matrix,
      @Reference Refusals refusals) {
    this(schema.store(), access, matrix, refusals);
  }

  MatrixChanges(Store store, Access access, CurrentMatrix matrix, Refusals refusals) {
    this.store = store;
    this.access = access;
    this.matrix = matrix;
    this.refusals = refusals;
  }

  /**
   * Proposes a row, or the end of one.
   *
   * @throws Problem of the rule that it breaks; FORBIDDEN {@code own-role-widened}, {@code
   *     reauthentication-required}
   */
  Receipt propose(Actor actor, ProposeChange command) {
    access.require(actor, CHANGE, null);
    access.requireFresh(actor);
    var said = command.checked();
    return written(
        actor,
        null,
        tx -> {
          var rows = tx.mapper(MatrixChangeMapper.class);
          Policy ending = null;
          if (!said.adds()) {
            ending =
                rows.row(requireNonNull(said.row()), tx.today())
                    .orElseThrow(ChangeRules::notInForce);
          }
          var change = MatrixChange.of(said, ending, tx.newId(), tx.newId(), actor, tx.today());
          allowed(tx, change, actor);
          var proposed = change.proposed(requireNonNull(said.reason()));
          rows.propose(change);
          return tx.record(proposed);
        });
  }

  /**
   * Approves what another proposed.
   *
   * @throws Problem of the rule that it breaks by now; FORBIDDEN {@code proposer-approves}, {@code
   *     own-role-widened}, {@code reauthentication-required}; ABSENT; STALE
   */
  Receipt approve(Actor actor, UUID id, Version expected) {
    var record = new Ref("matrix-change", id);
    access.require(actor, APPROVE, record);
    access.requireFresh(actor);
    return written(
        actor,
        record,
        tx -> {
          var change = current(tx, id, expected);
          if (change.proposedBy().equals(actor.who())) {
            throw ChangeRules.ownProposal();
          }
          var approved = change.approve(actor.who(), tx.today());
          allowed(tx, change, actor);
          Accounts.one(tx.mapper(MatrixChangeMapper.class).decide(approved.state()));
          return tx.record(approved);
        });
  }

  /** Rejects, or withdraws what oneself proposed. */
  Receipt reject(Actor actor, UUID id, Version expected, Reason why) {
    var record = new Ref("matrix-change", id);
    access.require(actor, access.allows(actor, APPROVE) ? APPROVE : CHANGE, record);
    return written(
        actor,
        record,
        tx -> {
          var rejected = current(tx, id, expected).reject(actor.who(), tx.today(), why.reason());
          Accounts.one(tx.mapper(MatrixChangeMapper.class).decide(rejected.state()));
          return tx.record(rejected);
        });
  }

  /** Newest first; 500 at most. */
  List<MatrixChange> list(Actor actor) {
    access.require(actor, access.allows(actor, APPROVE) ? APPROVE : CHANGE, null);
    return store.read(
        actor,
        tx -> {
          tx.disclose(Notice.disclosed("access.matrix-changes-read", GROUND, null, List.of()));
          return tx.mapper(MatrixChangeMapper.class).changes();
        });
  }

  /** Records a version of the manual. */
  Receipt recordManual(Actor actor, RecordManual command) {
    access.require(actor, CHANGE, null);
    var said = command.checked();
    return written(
        actor,
        null,
        tx -> {
          var manual =
              new Manual(
                  tx.newId(),
                  1,
                  requireNonNull(said.number()),
                  requireNonNull(said.digest()).toLowerCase(Locale.ROOT),
                  requireNonNull(said.validFrom()),
                  actor.who(),
                  null,
                  null,
                  null,
                  null);
          if (tx.mapper(MatrixChangeMapper.class).record(manual) != 1) {
            throw Problem.of(
                Problem.Kind.CONFLICT,
                "manual-number-taken",
                "Ky version i manualit është regjistruar tashmë.",
                "This version of the manual is recorded already.");
          }
          return tx.record(manual.recorded());
        });
  }

  /** Approves a version of the manual, for the side the actor's unit is of. */
  Receipt approveManual(
      Actor actor, String number, Version expected, RecordManual.Approval approval) {
    access.require(actor, APPROVE, null);
    access.requireFresh(actor);
    var said = approval.checked();
    var side =
        matrix.now().unit(actor.unit()).filter(unit -> unit.kind().equals(MINISTRY)).isPresent()
            ? Manual.Side.MINISTRY
            : Manual.Side.ADMINISTRATOR;
    return written(
        actor,
        null,
        tx -> {
          var manuals = tx.mapper(MatrixChangeMapper.class);
          var manual = manuals.manual(number).orElseThrow(Problem::absent);
          if (manual.version() != expected.value()) {
            throw AccountRules.stale();
          }
          var approved = manual.approve(side, actor.who(), tx.today(), requireNonNull(said.act()));
          Accounts.one(manuals.approve(approved.state()));
          return tx.record(approved);
        });
  }

  /** Versions of the manual; no personal data, for whoever may read the matrix. */
  List<Manual> manuals(Actor actor) {
    access.require(actor, MatrixPrints.READ, null);
    return store.read(actor, tx -> tx.mapper(MatrixChangeMapper.class).manuals());
  }

  private void allowed(Tx tx, MatrixChange change, Actor actor) {
    var mapper = tx.mapper(MatrixChangeMapper.class);
    var words =
        mapper.words().stream()
            .collect(
                groupingBy(
                    MatrixChangeMapper.WordRow::list,
                    mapping(MatrixChangeMapper.WordRow::code, toSet())));
    var asked =
        new ChangeRules.Asked(
            change,
            words,
            new HashSet<>(mapper.writing()),
            mapper.limit(change.role()).orElse(null),
            mapper.manual(change.manual()).orElse(null),
            change.adds()
                ? mapper.rows(change)
                : mapper.row(change.policy(), tx.today()).stream().toList(),
            roles(tx, actor),
            tx.today());
    if (ChangeRules.widensOwnRole(asked)) {
      throw ChangeRules.ownRole();
    }
    ChangeRules.check(asked);
  }

  /** Whatever the account holds now or later: a session has one role, a person may have several. */
  private static Set<String> roles(Tx tx, Actor actor) {
    return Stream.concat(
            Stream.of(actor.role()),
            tx.mapper(RoleMapper.class).all(actor.who()).stream()
                .filter(held -> !held.isOver(tx.now()))
                .map(HeldRole::role))
        .collect(toSet());
  }

  private static MatrixChange current(Tx tx, UUID id, Version expected) {
    var change = tx.mapper(MatrixChangeMapper.class).change(id).orElseThrow(Problem::absent);
    if (change.version() != expected.value()) {
      throw AccountRules.stale();
    }
    return change;
  }

  /** What is forbidden or not there is written down after the transaction, not within. */
  private Receipt written(Actor actor, @Nullable Ref record, Function<Tx, Receipt> work) {
    try {
      return store.write(actor, work);
    } catch (Problem e) {
      if (e.kind() == Problem.Kind.ABSENT && record != null) {
        throw access.absent(actor, record);
      }
      throw e.kind() == Problem.Kind.FORBIDDEN
          ? refusals.refuse(
              actor, actor.who().toString(), "access.matrix-change-refused", record, e)
          : e;
    }
  }
}
