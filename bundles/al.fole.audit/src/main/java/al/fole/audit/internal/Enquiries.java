// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.audit.internal.Answer.Line;
import al.fole.audit.internal.EnquiryMapper.TouchRow;
import al.fole.event.Detail;
import al.fole.event.Notice;
import al.fole.keys.Tokens;
import al.fole.rules.Code;
import al.fole.rules.Cursor;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.ReadTx;
import al.fole.store.Receipt;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who looked at a person's file, asked for by staff for the person or who stands for him. The
 * question is recorded with its reason before anything is answered, each page that is read has an
 * entry of its own, and the rules of release decide what it tells.
 */
@Component(service = Enquiries.class, configurationPid = "al.fole.audit")
public final class Enquiries {
  static final Permission PERMISSION = new Permission("audit.enquire");
  static final Permission READING = new Permission("audit.disclosures");
  private static final String GROUND = "VKM-2026 n.9/5";

  /** Entries read at once. */
  private static final int BATCH = 1_000;

  /** Lines of an answer that is printed whole. */
  private static final int PRINTED = 10_000;

  private static final int MOST = 500;
  private static final UUID LAST = new UUID(-1, -1);

  private static final Rule<Boolean> STILL_OPEN =
      Rule.conflict(
          "enquiry-expired",
          open -> open,
          "Kërkesa ka më shumë se 30 ditë; regjistroni një tjetër.",
          "The enquiry is more than 30 days old; record another.");

  private final AuditSchema schema;
  private final Access access;
  private final Cursor cursors;
  private final InstantSource time;

  /** Reads the trail. */
  @Activate
  public Enquiries(
      @Reference AuditSchema schema, @Reference Access access, @Reference Tokens tokens) {
    this(schema, access, tokens, InstantSource.system());
  }

  Enquiries(AuditSchema schema, Access access, Tokens tokens, InstantSource time) {
    this.schema = schema;
    this.access = access;
    this.cursors = new Cursor(tokens, "audit.answer");
    this.time = time;
  }

  /**
   * Records the question.
   *
   * @throws Problem FORBIDDEN; ABSENT for a person who is not there or out of scope; INVALID
   */
  Receipt ask(Actor actor, Enquire command) {
    var said = command.checked();
    var person = known(said.person());
    var record = new Ref("person", person);
    access.require(actor, PERMISSION, record);
    var scope = access.scope(actor, PERMISSION);
    try {
      return schema
          .store()
          .write(
              actor,
              tx -> {
                if (!tx.mapper(TrailMapper.class).reaches(person, scope)) {
                  throw Problem.absent();
                }
                var enquiries = tx.mapper(EnquiryMapper.class);
                var capacity = known(said.capacity());
                Code.check(
                    List.of(new Code("enquiry-capacity", "capacity", capacity)),
                    tx.today(),
                    enquiries::unknownCode);
                UUID id = tx.newId();
                enquiries.enquire(id, person, capacity, actor.who());
                return tx.record(
                    new EnquiryRecorded(id, 1, person, capacity),
                    List.of(new Detail(person, Map.of("reason", known(said.reason())))));
              });
    } catch (Problem e) {
      throw e.kind() == Problem.Kind.ABSENT ? access.absent(actor, record) : e;
    }
  }

  /**
   * One page of the answer, in whole days, newest first.
   *
   * @param limit 1 to 500 lines; the last day is told whole
   * @throws Problem ABSENT for an enquiry that is not the caller's; CONFLICT {@code
   *     enquiry-expired}
   */
  Answer answer(Actor actor, UUID id, int limit, @Nullable String cursor) {
    if (limit < 1 || limit > MOST) {
      throw Problem.invalid(
          "limit", "limit-range", "Kufiri është nga 1 deri në 500.", "The limit is from 1 to 500.");
    }
    return read(
        actor, id, limit, cursors.position(actor, cursor, id).map(Instant::parse).orElse(null));
  }

  /**
   * The whole answer, for printing: it leaves the register, so whoever asks has just proved who he
   * is.
   *
   * @throws Problem as {@link #answer}; FORBIDDEN {@code reauthentication-required}
   */
  Answer whole(Actor actor, UUID id) {
    access.require(actor, READING, new Ref("enquiry", id));
    access.requireFresh(actor);
    var answer = read(actor, id, PRINTED, null);
    if (answer.next() != null) {
      throw Problem.of(
          Problem.Kind.CONFLICT,
          "answer-too-long",
          "Përgjigjja ka më shumë se 10 000 rreshta; lexojeni me faqe, si JSON.",
          "The answer has more than 10,000 lines; read it in pages, as JSON.");
    }
    return answer;
  }

  private Answer read(Actor actor, UUID id, int limit, @Nullable Instant before) {
    var record = new Ref("enquiry", id);
    access.require(actor, READING, record);
    var scope = access.scope(actor, READING);
    return schema
        .store()
        .read(
            actor,
            tx -> {
              var found = tx.mapper(EnquiryMapper.class).enquiry(id, actor.who(), scope);
              found.ifPresent(
                  enquiry -> {
                    STILL_OPEN.require(enquiry.openOn(time.instant()));
                    tx.disclose(
                        Notice.disclosed(
                            "audit.answer-read", GROUND, record, List.of(enquiry.person())));
                  });
              return found.map(
                  enquiry -> {
                    var start = before == null ? enquiry.askedAt() : before;
                    return new Pages(tx, actor, enquiry, limit).from(start);
                  });
            })
        .orElseThrow(() -> access.absent(actor, record));
  }

  /** One answer under way. */
  private final class Pages {
    private final ReadTx tx;
    private final Actor actor;
    private final Enquiry enquiry;
    private final int limit;

    Pages(ReadTx tx, Actor actor, Enquiry enquiry, int limit) {
      this.tx = tx;
      this.actor = actor;
      this.enquiry = enquiry;
      this.limit = limit;
    }

    /** Days before a moment until there are enough lines. */
    Answer from(Instant start) {
      var mapper = tx.mapper(EnquiryMapper.class);
      LocalDate today = Telling.day(time.instant());
      var telling = Telling.of(mapper, enquiry.person(), tx.today(), today);
      var scope = access.scope(actor, READING);
      var lines = new ArrayList<Line>();
      Instant before = start;
      UUID beforeEntry = LAST;
      List<TouchRow> rows;
      do {
        rows = mapper.touches(enquiry.person(), scope, before, beforeEntry, BATCH);
        for (TouchRow row : rows) {
          LocalDate day = Telling.day(row.recordedAt());
          if (telling.hasAnotherDayThan(day)) {
            lines.addAll(telling.day());
            if (lines.size() >= limit) {
              return page(lines, telling, Telling.start(day.plusDays(1)));
            }
          }
          telling.add(day, row);
          before = row.recordedAt();
          beforeEntry = row.entry();
        }
      } while (rows.size() == BATCH);
      lines.addAll(telling.day());
      return page(lines, telling, null);
    }

    private Answer page(List<Line> lines, Telling telling, @Nullable Instant next) {
      return new Answer(
          enquiry.id(),
          Telling.day(enquiry.askedAt()),
          lines,
          telling.rules(),
          next == null ? null : cursors.after(actor, next.toString(), enquiry.id()));
    }
  }

  private static <T> T known(@Nullable T given) {
    return Objects.requireNonNull(given, "checked before");
  }
}
