// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.audit.internal.Answer.Said;
import al.fole.audit.internal.SightingMapper.SightRow;
import al.fole.event.Notice;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.ReadTx;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Who saw a child's file and under what right: of a person, of a case, or by an account (draft
 * decision 2026, art. 8.1 and 11). For whoever may read it in his scope; the rules of release hold,
 * and reading it is an entry of its own.
 */
@Component(service = Sightings.class, configurationPid = "al.fole.audit")
public final class Sightings {
  static final Permission PERMISSION = new Permission("audit.disclosures");
  private static final String GROUND = "VKM-2026 n.8/1";

  /** Entries of one list. */
  static final int MOST = 5_000;

  /** Persons of one list: each has rules of release of his own. */
  private static final int PERSONS = 200;

  private final AuditSchema schema;
  private final Access access;

  /**
   * A list.
   *
   * @param rules all rules of release, whether or not one had something to hold back
   */
  public record Seen(
      String kind,
      UUID id,
      LocalDate from,
      LocalDate until,
      List<Sighting> items,
      List<Said> rules) {
    /** Copies the lists. */
    public Seen {
      items = List.copyOf(items);
      rules = List.copyOf(rules);
    }
  }

  /** Reads the trail. */
  @Activate
  public Sightings(@Reference AuditSchema schema, @Reference Access access) {
    this.schema = schema;
    this.access = access;
  }

  /**
   * The newest first.
   *
   * @throws Problem FORBIDDEN; ABSENT for a record that is not there or out of scope; CONFLICT
   *     {@code answer-too-long}
   */
  Seen list(Actor actor, Asked asked) {
    access.require(actor, PERMISSION, asked.record());
    return read(actor, asked, "audit.sightings-read");
  }

  /**
   * The same, to leave the register: whoever asks has just proved who he is.
   *
   * @throws Problem as {@link #list}; FORBIDDEN {@code reauthentication-required}
   */
  Seen export(Actor actor, Asked asked) {
    access.require(actor, PERMISSION, asked.record());
    requireReached(actor, asked); // who may not know that it is there learns nothing else first
    access.requireFresh(actor);
    return read(actor, asked, "audit.sightings-exported");
  }

  private void requireReached(Actor actor, Asked asked) {
    var scope = access.scope(actor, PERMISSION);
    boolean reached = schema.store().read(actor, tx -> reaches(tx, asked, scope));
    if (!reached) {
      throw access.absent(actor, asked.record());
    }
  }

  private static boolean reaches(ReadTx tx, Asked asked, Scope scope) {
    return asked.record().kind().equals(Asked.ACCOUNT)
        || tx.mapper(TrailMapper.class).reaches(asked.record().id(), scope);
  }

  private Seen read(Actor actor, Asked asked, String type) {
    var scope = access.scope(actor, PERMISSION);
    return schema
        .store()
        .read(
            actor,
            tx -> {
              if (!reaches(tx, asked, scope)) {
                return Optional.<Seen>empty();
              }
              var rows = rows(tx, asked, scope);
              Set<UUID> persons = persons(tx, asked, scope, rows);
              if (rows.size() > MOST || persons.size() > PERSONS) {
                throw tooLong();
              }
              tx.disclose(Notice.disclosed(type, GROUND, asked.record(), persons));
              return Optional.of(seen(tx, asked, rows, persons));
            })
        .orElseThrow(() -> access.absent(actor, asked.record()));
  }

  private static List<SightRow> rows(ReadTx tx, Asked asked, Scope scope) {
    var mapper = tx.mapper(SightingMapper.class);
    UUID id = asked.record().id();
    Instant from = asked.period().start();
    Instant until = asked.period().end();
    return switch (asked.record().kind()) {
      case Asked.PERSON -> mapper.ofPerson(id, scope, from, until, MOST + 1);
      case Asked.CASE -> mapper.ofCase(id, scope, from, until, MOST + 1);
      default -> mapper.byAccount(id, scope, from, until, MOST + 1);
    };
  }

  /** Whom the list speaks of: their rules of release hold. */
  private static Set<UUID> persons(ReadTx tx, Asked asked, Scope scope, List<SightRow> rows) {
    UUID id = asked.record().id();
    return switch (asked.record().kind()) {
      case Asked.PERSON -> Set.of(id);
      case Asked.CASE -> new LinkedHashSet<>(tx.mapper(SightingMapper.class).personsOf(id, scope));
      default -> {
        Set<UUID> all = new LinkedHashSet<>();
        rows.forEach(row -> all.addAll(named(row)));
        yield all;
      }
    };
  }

  private static Collection<UUID> named(SightRow row) {
    String persons = row.persons();
    List<UUID> named = new ArrayList<>();
    if (persons != null) {
      for (String person : persons.split(",")) {
        named.add(UUID.fromString(person));
      }
    }
    return named;
  }

  private static Seen seen(ReadTx tx, Asked asked, List<SightRow> rows, Set<UUID> persons) {
    var mapper = tx.mapper(EnquiryMapper.class);
    LocalDate today = Telling.day(Instant.now());
    Map<UUID, Telling> tellings = new HashMap<>();
    persons.forEach(person -> tellings.put(person, Telling.of(mapper, person, tx.today(), today)));
    var nobody = Telling.of(mapper, new UUID(0, 0), tx.today(), today);
    boolean account = asked.record().kind().equals(Asked.ACCOUNT);
    List<Sighting> items = new ArrayList<>();
    for (SightRow row : rows) {
      var about = new ArrayList<Telling>(List.of(nobody));
      for (UUID person : account ? named(row) : persons) {
        about.add(tellings.getOrDefault(person, nobody));
      }
      sighting(row, about).ifPresent(items::add);
    }
    return new Seen(
        asked.record().kind(),
        asked.record().id(),
        asked.period().from(),
        asked.period().until(),
        items,
        nobody.rules());
  }

  /** The strictest of what the rules of all persons leave. */
  private static Optional<Sighting> sighting(SightRow row, List<Telling> about) {
    LocalDate day = Telling.day(row.recordedAt());
    Telling.Left left = null;
    for (Telling telling : about) {
      var next = telling.left(day, row.touch());
      if (left == null || next.effect().compareTo(left.effect()) > 0) {
        left = next;
      }
    }
    if (left == null || left.effect() == ReleaseRule.Effect.HIDE) {
      return Optional.empty();
    }
    return Optional.of(
        new Sighting(
            day,
            left.institution(),
            left.purpose(),
            left.act(),
            left.effect() == ReleaseRule.Effect.NAME ? told(row) : null));
  }

  private static Sighting.Told told(SightRow row) {
    var leaf = Leaf.parse(row.leaf());
    return new Sighting.Told(
        row.entry(),
        row.recordedAt(),
        leaf.actor(),
        leaf.role(),
        leaf.unit(),
        leaf.type(),
        row.kind(),
        row.record(),
        leaf.ground(),
        leaf.isOverride());
  }

  private static Problem tooLong() {
    return Problem.of(
        Problem.Kind.CONFLICT,
        "answer-too-long",
        "Lista ka më shumë se 5 000 rreshta ose 200 persona; ngushtoni periudhën.",
        "The list has more than 5,000 lines or 200 persons; choose a shorter period.");
  }
}
