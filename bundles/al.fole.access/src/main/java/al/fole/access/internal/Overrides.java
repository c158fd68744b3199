// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.internal.OverrideEvent.BreakGlassReviewed;
import al.fole.access.internal.OverrideEvent.GlassBroken;
import al.fole.access.internal.OverrideEvent.NoticeAcknowledged;
import al.fole.access.internal.OverrideMapper.Addressee;
import al.fole.access.internal.OverrideMapper.Row;
import al.fole.access.internal.OverrideMapper.Told;
import al.fole.event.Detail;
import al.fole.event.Notice;
import al.fole.keys.SubjectKey;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.ReadTx;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Break-glass (aksesi i jashtëzakonshëm): a record out of reach is opened at once, for an hour; the
 * supervisors and the data-protection officer are told in the same transaction, and somebody else
 * judges it within 72 hours. Not for what is sealed: that is not there. The clock of the hour is
 * real time, that of the review business time.
 */
@Component(service = Overrides.class, configurationPid = "al.fole.access")
public final class Overrides {
  static final Duration OPEN_FOR = Duration.ofMinutes(60);
  static final Duration JUDGED_WITHIN = Duration.ofHours(72);
  static final String OFFICER = "DPO";
  static final int LONGEST_LIST = 200;

  private static final Permission BREAK = new Permission("access.break-glass");
  private static final Permission NOTICES = new Permission("access.notices");
  private static final Permission REVIEW = new Permission("access.review");
  private static final String GROUND = "VKM-2026 n.11/2/c";

  private final Store store;
  private final Access access;

  /** Keeps them in the schema. */
  @Activate
  public Overrides(@Reference AccessSchema schema, @Reference Access access) {
    this(schema.store(), access);
  }

  Overrides(Store store, Access access) {
    this.store = store;
    this.access = access;
  }

  /**
   * Opens a record.
   *
   * @param subject person, case, referral or family
   * @param reason at most 500 characters; kept encrypted
   */
  public record BreakGlass(UUID subject, String reason) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "BreakGlass[…]";
    }
  }

  /**
   * Judges an opening.
   *
   * @param outcome {@code JUSTIFIED} or {@code UNJUSTIFIED}
   * @param reason at most 500 characters; kept encrypted
   */
  public record Judge(String outcome, String reason) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Judge[" + outcome + "]";
    }
  }

  /**
   * An opening, for whoever is to judge it.
   *
   * @param overdue whether it was to be judged by now
   */
  public record Review(
      UUID id,
      long version,
      UUID subject,
      UUID actor,
      String role,
      String unit,
      @Nullable String reason,
      Instant openedAt,
      Instant until,
      Instant dueAt,
      boolean overdue,
      @Nullable String outcome,
      @Nullable UUID reviewedBy,
      @Nullable Instant reviewedAt,
      @Nullable String remark) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Review[" + id + "]";
    }
  }

  Receipt open(Actor actor, BreakGlass command) {
    access.require(actor, BREAK, null);
    Rule.check(OverrideRules.BREAK_GLASS, command);
    Rule.check(OverrideRules.REASON, command.reason());
    UUID subject = command.subject();
    return written(
        actor,
        new Ref("subject", subject),
        tx -> {
          var mapper = tx.mapper(OverrideMapper.class);
          List<UUID> opened = mapper.family(subject);
          boolean sealed = mapper.sealed(opened); // asked of what is not there, too
          if (opened.isEmpty() || sealed) {
            throw Problem.absent();
          }
          UUID id = tx.newId();
          Instant until = Instant.now().plus(OPEN_FOR);
          var row =
              new Row(
                  id,
                  1,
                  subject,
                  actor.who(),
                  actor.role(),
                  actor.unit(),
                  seal(tx.key(id), "reason", command.reason().strip()),
                  Instant.now(),
                  until,
                  tx.now().plus(JUDGED_WITHIN),
                  null,
                  null,
                  null,
                  null);
          mapper.broke(row);
          tell(tx, mapper, actor, id);
          opened.forEach(it -> access.entrust(tx, it, id, actor.who(), "BREAK_GLASS", OPEN_FOR));
          List<UUID> people = mapper.people(opened);
          var event =
              new GlassBroken(id, 1, subject, nth(people, 0), nth(people, 1), until, row.dueAt());
          return tx.record(
              event, List.of(new Detail(id, Map.of("reason", command.reason().strip()))));
        });
  }

  private static void tell(Tx tx, OverrideMapper mapper, Actor actor, UUID id) {
    var addressees = new ArrayList<>(mapper.supervisors(actor.unit()));
    addressees.add(new Addressee(OFFICER, null));
    for (Addressee to : addressees) {
      mapper.raise(tx.newId(), id, to, tx.now());
    }
  }

  List<Told> notices(Actor actor) {
    access.require(actor, NOTICES, null);
    return store.read(
        actor,
        tx -> {
          tx.disclose(Notice.disclosed("access.notices-read", GROUND, null, List.of()));
          return tx.mapper(OverrideMapper.class).notices(actor.role(), actor.unit(), LONGEST_LIST);
        });
  }

  Receipt acknowledge(Actor actor, UUID id) {
    access.require(actor, NOTICES, new Ref("notice", id));
    return written(
        actor,
        new Ref("notice", id),
        tx -> {
          var mapper = tx.mapper(OverrideMapper.class);
          Told notice = mapper.notice(id, actor.role(), actor.unit());
          if (notice == null) {
            throw Problem.absent();
          }
          OverrideRules.NOT_ACKNOWLEDGED.require(notice);
          mapper.acknowledge(id, actor.who(), tx.now());
          return tx.record(new NoticeAcknowledged(id, notice.version() + 1), List.of());
        });
  }

  List<Review> reviews(Actor actor) {
    access.require(actor, REVIEW, null);
    return store.read(
        actor,
        tx -> {
          var rows = tx.mapper(OverrideMapper.class).reviews(LONGEST_LIST);
          tx.disclose(Notice.disclosed("access.reviews-read", GROUND, null, List.of()));
          Map<UUID, SubjectKey> keys = tx.keys(rows.stream().map(Row::id).toList());
          return rows.stream().map(row -> shown(tx, row, keys.get(row.id()))).toList();
        });
  }

  Receipt judge(Actor actor, UUID id, Judge command) {
    access.require(actor, REVIEW, new Ref("break-glass", id));
    OverrideRules.JUDGEMENT.require(command.outcome());
    Rule.check(OverrideRules.REASON, command.reason());
    return written(
        actor,
        new Ref("break-glass", id),
        tx -> {
          var mapper = tx.mapper(OverrideMapper.class);
          Row row = mapper.review(id);
          if (row == null) {
            throw Problem.absent();
          }
          OverrideRules.REVIEWED_BY_ANOTHER.require(
              new OverrideRules.Hands(row.actor(), actor.who()));
          OverrideRules.NOT_REVIEWED.require(row);
          String remark = command.reason().strip();
          var judged =
              new Row(
                  id,
                  row.version() + 1,
                  row.subject(),
                  row.actor(),
                  row.role(),
                  row.unit(),
                  row.reason(),
                  row.openedAt(),
                  row.until(),
                  row.dueAt(),
                  command.outcome(),
                  actor.who(),
                  tx.now(),
                  seal(tx.key(id), "remark", remark));
          Accounts.one(mapper.judge(judged));
          var event =
              new BreakGlassReviewed(
                  id, judged.version(), command.outcome(), tx.now().isAfter(row.dueAt()));
          return tx.record(event, List.of(new Detail(id, Map.of("remark", remark))));
        });
  }

  private static Review shown(ReadTx tx, Row row, @Nullable SubjectKey key) {
    return new Review(
        row.id(),
        row.version(),
        row.subject(),
        row.actor(),
        row.role(),
        row.unit(),
        unseal(key, "reason", row.reason()),
        row.openedAt(),
        row.until(),
        row.dueAt(),
        row.outcome() == null && tx.now().isAfter(row.dueAt()),
        row.outcome(),
        row.reviewedBy(),
        row.reviewedAt(),
        unseal(key, "remark", row.remark()));
  }

  /** What is not there, or not for the caller, is written down after the transaction. */
  private Receipt written(Actor actor, Ref record, Function<Tx, Receipt> work) {
    try {
      return store.write(actor, work);
    } catch (Problem refusal) {
      throw refusal.kind() == Problem.Kind.ABSENT ? access.absent(actor, record) : refusal;
    }
  }

  static @Nullable UUID nth(List<UUID> people, int n) {
    return n < people.size() ? people.get(n) : null;
  }

  static byte[] seal(SubjectKey key, String field, String text) {
    return key.encrypt("access.override." + field, text.getBytes(UTF_8));
  }

  static @Nullable String unseal(@Nullable SubjectKey key, String field, byte @Nullable [] sealed) {
    return key == null || sealed == null
        ? null
        : new String(key.decrypt("access.override." + field, sealed), UTF_8);
  }
}
