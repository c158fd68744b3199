// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.util.Objects.requireNonNull;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.event.Notice;
import al.fole.rules.Rule;
import al.fole.rules.Texts;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Receipt;
import al.fole.store.Version;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What is held back from answers, kept by the data-protection officer. */
@Component(service = Holds.class, configurationPid = "al.fole.audit")
public final class Holds {
  static final Permission PERMISSION = new Permission("audit.hold");
  private static final String GROUND = "VKM-2026 n.9/5";
  private static final Rule<Boolean> UNIT_IS_KNOWN =
      new Rule<>(
          "unit-unknown",
          "unit",
          known -> known,
          "Kjo njësi nuk ekziston.",
          "There is no such unit.");

  private final AuditSchema schema;
  private final Access access;

  /** Why a hold ends. */
  public record Reason(@Nullable String reason) {
    private static final List<Rule<Reason>> RULES =
        Rule.all(
            List.of(Rule.given("reason", Reason::reason)),
            Texts.proseRules("reason", Reason::reason, 500));

    /** Puts it in order. */
    public Reason {
      reason = Texts.clean(reason);
    }

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Reason[…]";
    }
  }

  /** Keeps them in the schema. */
  @Activate
  public Holds(@Reference AuditSchema schema, @Reference Access access) {
    this.schema = schema;
    this.access = access;
  }

  /**
   * Holds back from now on.
   *
   * @throws Problem FORBIDDEN; ABSENT for a person who is not there or out of scope; INVALID
   */
  Receipt open(Actor actor, HoldBack command) {
    UUID person = command.person();
    var about = person == null ? null : new Ref("person", person);
    access.require(actor, PERMISSION, about);
    var scope = access.scope(actor, PERMISSION);
    try {
      return schema
          .store()
          .write(
              actor,
              tx -> {
                var said = command.checked(tx.today());
                var holds = tx.mapper(EnquiryMapper.class);
                if (person != null && !tx.mapper(TrailMapper.class).reaches(person, scope)) {
                  throw Problem.absent();
                }
                UNIT_IS_KNOWN.require(
                    person != null
                        || holds.units(tx.today()).stream()
                            .anyMatch(unit -> unit.code().equals(said.unit())));
                var opened =
                    new Hold(
                            tx.newId(),
                            1,
                            requireNonNull(said.matter()),
                            person,
                            said.unit(),
                            tx.today(),
                            requireNonNull(said.until()),
                            null)
                        .opened(requireNonNull(said.reason()));
                holds.hold(opened.state());
                return tx.record(opened);
              });
    } catch (Problem e) {
      throw e.kind() == Problem.Kind.ABSENT && about != null ? access.absent(actor, about) : e;
    }
  }

  /**
   * Holds back no longer.
   *
   * @throws Problem ABSENT; STALE; CONFLICT {@code hold-closed}
   */
  Receipt close(Actor actor, UUID id, Version expected, Reason why) {
    var record = new Ref("hold", id);
    access.require(actor, PERMISSION, record);
    Rule.check(Reason.RULES, why);
    try {
      return schema
          .store()
          .write(
              actor,
              tx -> {
                var holds = tx.mapper(EnquiryMapper.class);
                var hold = holds.held(id).orElseThrow(Problem::absent);
                Rule.<Hold>unchanged(it -> expected.value(), Hold::version).require(hold);
                var closed = hold.close(tx.today(), requireNonNull(why.reason()));
                if (holds.release(closed.state()) != 1) {
                  throw new IllegalStateException("a locked hold was changed by another");
                }
                return tx.record(closed);
              });
    } catch (Problem e) {
      throw e.kind() == Problem.Kind.ABSENT ? access.absent(actor, record) : e;
    }
  }

  /**
   * Those that hold today, the oldest first; a thousand at most. The entry names none of the
   * persons: in his own answer it would tell one of them that something is held back.
   */
  List<Hold> list(Actor actor) {
    access.require(actor, PERMISSION, null);
    return schema
        .store()
        .read(
            actor,
            tx -> {
              var holds = tx.mapper(EnquiryMapper.class).open(tx.today());
              tx.disclose(Notice.disclosed("audit.holds-read", GROUND, null, List.of()));
              return holds;
            });
  }
}
