// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.access.Standing;
import al.fole.access.internal.OverrideEvent.RecordSealed;
import al.fole.access.internal.OverrideEvent.UnsealingDecided;
import al.fole.access.internal.OverrideEvent.UnsealingProposed;
import al.fole.access.internal.OverrideMapper.Seal;
import al.fole.event.Detail;
import al.fole.event.Notice;
import al.fole.keys.SubjectKey;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Sealed records (dosjet e vulosura, I-16): after an adoption or by order of a court a record, and
 * what derives from it, is there for nobody. One person proposes that named accounts read it for a
 * time, another approves, each having proved just now who he is; when the time is over it is sealed
 * again. Nothing takes a seal away.
 */
@Component(service = Seals.class, configurationPid = "al.fole.access")
public final class Seals {
  private static final Permission SEAL = new Permission("access.seal");
  private static final Permission UNSEAL = new Permission("access.unseal");
  private static final Permission APPROVE = new Permission("access.approve-unsealing");
  private static final Permission LIST = new Permission("access.unsealings");
  private static final String GROUND = "VKM-2026 n.9/2";

  private final Store store;
  private final Access access;

  /** Keeps them in the schema. */
  @Activate
  public Seals(@Reference AccessSchema schema, @Reference Access access) {
    this(schema.store(), access);
  }

  Seals(Store store, Access access) {
    this.store = store;
    this.access = access;
  }

  /**
   * Seals a record.
   *
   * @param subject person or case
   * @param cause {@code ADOPTION} or {@code COURT_ORDER}
   * @param reason at most 500 characters; kept encrypted
   */
  public record SealRecord(UUID subject, String cause, String reason) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "SealRecord[" + cause + "]";
    }
  }

  /**
   * Proposes that a sealed record be read.
   *
   * @param subject that was sealed
   * @param grantees accounts that are to read it, 1 to 5
   * @param minutes for how long, 1 to 10,080 (7 days) from the approval on
   * @param reason at most 500 characters; kept encrypted
   */
  public record ProposeUnsealing(UUID subject, List<UUID> grantees, int minutes, String reason) {

    /** Copies the accounts. */
    public ProposeUnsealing {
      grantees = List.copyOf(grantees);
    }

    /** Tells nothing. */
    @Override
    public String toString() {
      return "ProposeUnsealing[…]";
    }
  }

  /**
   * Decides on a proposal.
   *
   * @param outcome {@code APPROVED} or {@code REJECTED}
   */
  public record Decide(String outcome) {}

  /** A proposal, for whoever is to decide. */
  public record Unsealing(
      UUID id,
      long version,
      UUID subject,
      @Nullable String reason,
      List<UUID> grantees,
      int minutes,
      String state,
      UUID proposedBy,
      Instant proposedAt,
      @Nullable UUID decidedBy,
      @Nullable Instant decidedAt) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Unsealing[" + id + "]";
    }
  }

  Receipt seal(Actor actor, SealRecord command) {
    access.require(actor, SEAL, null);
    Rule.check(OverrideRules.SEAL, command);
    Rule.check(OverrideRules.REASON, command.reason());
    Scope scope = access.scope(actor, SEAL);
    UUID subject = command.subject();
    return written(
        actor,
        new Ref("subject", subject),
        tx -> {
          var mapper = tx.mapper(OverrideMapper.class);
          if (!mapper.reaches(subject, scope)) {
            throw Problem.absent();
          }
          List<UUID> sealed = mapper.family(subject);
          UUID id = tx.newId();
          mapper.seal(id, subject, command.cause(), actor.unit(), actor.who(), tx.now());
          List<UUID> people = mapper.people(sealed);
          sealed.forEach(it -> access.settle(tx, it, Standing.SEALED));
          var event =
              new RecordSealed(
                  id,
                  1,
                  subject,
                  command.cause(),
                  Overrides.nth(people, 0),
                  Overrides.nth(people, 1));
          return tx.record(
              event, List.of(new Detail(id, Map.of("reason", command.reason().strip()))));
        });
  }

  Receipt propose(Actor actor, ProposeUnsealing command) {
    access.require(actor, UNSEAL, null);
    access.requireFresh(actor);
    Rule.check(OverrideRules.UNSEALING, command);
    Rule.check(OverrideRules.REASON, command.reason());
    Scope scope = access.scope(actor, UNSEAL);
    return written(
        actor,
        new Ref("subject", command.subject()),
        tx -> {
          var mapper = tx.mapper(OverrideMapper.class);
          Seal seal = mapper.sealOf(command.subject(), scope);
          if (seal == null) {
            throw Problem.absent();
          }
          UUID id = tx.newId();
          String reason = command.reason().strip();
          mapper.propose(
              new OverrideMapper.Unsealing(
                  id,
                  1,
                  seal.id(),
                  seal.subject(),
                  seal.unit(),
                  Overrides.seal(tx.key(id), "reason", reason),
                  command.grantees(),
                  command.minutes(),
                  "PROPOSED",
                  actor.who(),
                  tx.now(),
                  null,
                  null));
          var event =
              new UnsealingProposed(id, 1, seal.id(), command.grantees().size(), command.minutes());
          return tx.record(event, List.of(new Detail(id, Map.of("reason", reason))));
        });
  }

  List<Unsealing> list(Actor actor) {
    access.require(actor, LIST, null);
    Scope scope = access.scope(actor, LIST);
    return store.read(
        actor,
        tx -> {
          var rows = tx.mapper(OverrideMapper.class).unsealings(scope, Overrides.LONGEST_LIST);
          tx.disclose(Notice.disclosed("access.unsealings-read", GROUND, null, List.of()));
          Map<UUID, SubjectKey> keys =
              tx.keys(rows.stream().map(OverrideMapper.Unsealing::id).toList());
          return rows.stream().map(row -> shown(row, keys.get(row.id()))).toList();
        });
  }

  /** What is unsealed is unsealed for those named, and out of the reach of the rest as before. */
  Receipt decide(Actor actor, UUID id, Decide command) {
    access.require(actor, APPROVE, new Ref("unsealing", id));
    access.requireFresh(actor);
    OverrideRules.DECISION.require(command.outcome());
    Scope scope = access.scope(actor, APPROVE);
    return written(
        actor,
        new Ref("unsealing", id),
        tx -> {
          var mapper = tx.mapper(OverrideMapper.class);
          var row = mapper.unsealing(id, scope);
          if (row == null) {
            throw Problem.absent();
          }
          OverrideRules.APPROVED_BY_ANOTHER.require(
              new OverrideRules.Hands(row.proposedBy(), actor.who()));
          OverrideRules.PROPOSED.require(row);
          var decided =
              new OverrideMapper.Unsealing(
                  id,
                  row.version() + 1,
                  row.seal(),
                  row.subject(),
                  row.unit(),
                  row.reason(),
                  row.grantees(),
                  row.minutes(),
                  command.outcome(),
                  row.proposedBy(),
                  row.proposedAt(),
                  actor.who(),
                  tx.now());
          Accounts.one(mapper.decide(decided));
          List<UUID> opened = mapper.family(row.subject());
          if (command.outcome().equals("APPROVED")) {
            Duration length = Duration.ofMinutes(row.minutes());
            for (UUID grantee : row.grantees()) {
              opened.forEach(it -> access.entrust(tx, it, id, grantee, "UNSEALED", length));
            }
          }
          var event =
              new UnsealingDecided(
                  id,
                  decided.version(),
                  row.seal(),
                  command.outcome(),
                  row.proposedBy(),
                  Overrides.nth(mapper.people(opened), 0));
          return tx.record(event, List.of());
        });
  }

  private static Unsealing shown(OverrideMapper.Unsealing row, @Nullable SubjectKey key) {
    return new Unsealing(
        row.id(),
        row.version(),
        row.subject(),
        Overrides.unseal(key, "reason", row.reason()),
        row.grantees(),
        row.minutes(),
        row.state(),
        row.proposedBy(),
        row.proposedAt(),
        row.decidedBy(),
        row.decidedAt());
  }

  private Receipt written(Actor actor, Ref record, Function<Tx, Receipt> work) {
    try {
      return store.write(actor, work);
    } catch (Problem refusal) {
      throw refusal.kind() == Problem.Kind.ABSENT ? access.absent(actor, record) : refusal;
    }
  }
}
