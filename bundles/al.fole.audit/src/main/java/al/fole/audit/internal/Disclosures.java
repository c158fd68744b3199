// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.event.Notice;
import al.fole.keys.Tokens;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Page;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who looked at this child, for the head of the unit that has the child in scope (draft decision
 * 2026, art. 8.1). Looking at it is looking at the child too, and gets its own entry.
 */
@Component(service = Disclosures.class, configurationPid = "al.fole.audit")
public final class Disclosures {
  static final Permission PERMISSION = new Permission("audit.disclosures");
  private static final Permission VIEW = new Permission("persons.view");
  private static final String CURSOR = "audit.disclosures";
  private static final int MOST = 200;
  private static final Position NEWEST =
      new Position(Instant.parse("9999-12-31T00:00:00Z"), new UUID(-1, -1));

  private final AuditSchema schema;
  private final Access access;
  private final Tokens tokens;

  /** Where a page ended. */
  private record Position(Instant at, UUID entry) {}

  /** Reads the trail. */
  @Activate
  public Disclosures(
      @Reference AuditSchema schema, @Reference Access access, @Reference Tokens tokens) {
    this.schema = schema;
    this.access = access;
    this.tokens = tokens;
  }

  /**
   * Newest first.
   *
   * @throws Problem FORBIDDEN; ABSENT for a person who is not there or out of scope
   */
  Page<Disclosure> of(Actor actor, @Nullable UUID person, int limit, @Nullable String cursor) {
    if (person == null) {
      throw Problem.invalid(
          "person", "field-missing", "Kjo fushë duhet dhënë.", "This field must be given.");
    }
    if (limit < 1 || limit > MOST) {
      throw Problem.invalid(
          "limit",
          "page-limit",
          "Numri për faqe duhet të jetë nga 1 deri në 200.",
          "A page holds 1 to 200.");
    }
    var record = new Ref("person", person);
    access.require(actor, PERMISSION, record);
    var from = cursor == null ? NEWEST : position(cursor);
    var scope = access.scope(actor, PERMISSION);
    var seen = access.scope(actor, VIEW);
    return schema
        .store()
        .read(
            actor,
            tx -> {
              var trail = tx.mapper(TrailMapper.class);
              if (!trail.reaches(person, scope)) {
                return Optional.<Page<Disclosure>>empty();
              }
              tx.disclose(
                  Notice.disclosed(
                      "audit.disclosures-read", "VKM-2026 n.8/1", record, List.of(person)));
              boolean told = trail.placeIsTold(person, seen);
              return Optional.of(
                  page(
                      trail.disclosures(person, scope, from.at(), from.entry(), limit + 1),
                      limit,
                      told));
            })
        .orElseThrow(() -> access.absent(actor, record));
  }

  private Page<Disclosure> page(List<TrailMapper.DisclosureRow> rows, int limit, boolean told) {
    var shown = rows.subList(0, Math.min(limit, rows.size()));
    var last = rows.size() > limit ? shown.get(limit - 1) : null;
    return new Page<>(
        shown.stream().map(it -> disclosure(it, told)).toList(),
        last == null ? null : tokens.seal(CURSOR, bytes(last)));
  }

  private static Disclosure disclosure(TrailMapper.DisclosureRow row, boolean told) {
    var leaf = Leaf.parse(row.leaf());
    return new Disclosure(
        row.entry(),
        row.recordedAt(),
        leaf.actor(),
        leaf.role(),
        told ? leaf.unit() : "",
        leaf.purpose(),
        leaf.type(),
        leaf.ground());
  }

  private static byte[] bytes(TrailMapper.DisclosureRow row) {
    return ByteBuffer.allocate(24)
        .putLong(ChronoUnit.MICROS.between(Instant.EPOCH, row.recordedAt()))
        .putLong(row.entry().getMostSignificantBits())
        .putLong(row.entry().getLeastSignificantBits())
        .array();
  }

  private Position position(String cursor) {
    return tokens
        .unseal(CURSOR, cursor)
        .map(ByteBuffer::wrap)
        .map(
            in ->
                new Position(
                    Instant.EPOCH.plus(in.getLong(), ChronoUnit.MICROS),
                    new UUID(in.getLong(), in.getLong())))
        .orElseThrow(
            () ->
                Problem.of(
                    Problem.Kind.MALFORMED,
                    "cursor-unreadable",
                    "Kursori nuk njihet.",
                    "The cursor is not known."));
  }
}
