// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import al.fole.journal.Entry;
import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Tx;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The people of the register. Refuses with {@link al.fole.spi.Problem}: FORBIDDEN without the
 * permission, ABSENT for a person out of scope or not there, INVALID naming the field.
 */
@ProviderType
public interface Persons {

  /**
   * Enters a person; he is in the scope of the actor's unit from then on.
   *
   * @throws al.fole.spi.Problem CONFLICT {@code person-exists} with the id when the number is known
   *     within the actor's scope, {@code possible-match} when outside it, with the unit to contact
   *     for whoever has {@code persons.match}; either way the person's trail says who was told
   */
  Receipt register(Actor actor, RegisterPerson command);

  /**
   * Corrects what is known.
   *
   * @throws al.fole.spi.Problem STALE when the expected version is not the current one; CONFLICT as
   *     in {@link #register} when the number is another's; INVALID {@code address-is-protected}
   *     when the actor may not read the address he corrects
   */
  Receipt correct(Actor actor, PersonId id, CorrectPerson command);

  /**
   * One person, as far as the actor may read him; the read is in the journal.
   *
   * @throws al.fole.spi.Problem ABSENT {@code person-erased} for one within reach who was erased
   */
  PersonView view(Actor actor, PersonId id);

  /**
   * Found people, newest first, with masked numbers and without address and contact; the persons of
   * the page are in the journal. A protected municipality is not found.
   *
   * @throws al.fole.spi.Problem INVALID {@code field-not-readable} naming a criterion the actor may
   *     not read
   */
  Page<PersonView> search(Actor actor, PersonQuery query);

  /**
   * People for other features' lists, as {@link #search} shows them, in one batch of at most 500;
   * those out of scope are absent from the result. The read is in the journal.
   */
  Map<PersonId, PersonView> views(Actor actor, Collection<PersonId> ids);

  /** What happened to a person, oldest first; the read is in the journal. */
  List<Entry> history(Actor actor, PersonId id);

  /** Facts for copying, locked FOR SHARE until the transaction ends; ABSENT for somebody erased. */
  PersonFacts facts(Tx tx, PersonId id);

  /**
   * As {@link #facts}, of somebody whom the same transaction changes: locked against everybody else
   * at once, for two who share a lock and then want it alone wait for one another.
   */
  PersonFacts factsToChange(Tx tx, PersonId id);

  /**
   * One page of people in the Albanian alphabet, by last, first and father's name, those without a
   * name at the end; of at most {@value #ALPHABETICAL_LIMIT} people. Shown as {@link #search} shows
   * them; only the persons of the page are in the journal; those out of scope are absent.
   *
   * @param limit 1 to 100
   * @param cursor from the page before, or null
   * @throws al.fole.spi.Problem INVALID {@code too-many-to-sort} for more people, {@code
   *     cursor-unknown}, {@code field-not-readable} when the actor reads no names
   */
  Page<PersonView> alphabetical(
      Actor actor, Collection<PersonId> ids, int limit, @Nullable String cursor);

  /** A record of a list, and the person it is sorted by. */
  record Named(UUID id, PersonId person) {}

  /**
   * One page of records in the order of {@link #alphabetical}.
   *
   * @param records those of one person stay together
   * @param people whom they are of, as {@link #search} shows them
   * @param next cursor, or null at the end
   */
  record Sorted(List<Named> records, Map<PersonId, PersonView> people, @Nullable String next) {

    /** Copies. */
    public Sorted {
      records = List.copyOf(records);
      people = Map.copyOf(people);
    }

    /** The records as they were read, put into this order; what was not read is left out. */
    public <T> List<T> of(Map<UUID, T> read) {
      return records.stream().map(it -> read.get(it.id())).filter(Objects::nonNull).toList();
    }
  }

  /**
   * One page of another feature's list by the names of people, as {@link #alphabetical}: of at most
   * {@value #ALPHABETICAL_LIMIT} records, with all records of up to {@code limit} people.
   *
   * @param criteria name of the list and what selects it; the cursor is held to them
   * @throws al.fole.spi.Problem INVALID {@code too-many-to-sort} for more records, {@code
   *     cursor-unknown}
   */
  Sorted sorted(
      Actor actor, List<Named> records, int limit, @Nullable String cursor, Object... criteria);

  /**
   * For a referral: the person with this number wherever he is, otherwise a new one; in the scope
   * of the unit from now on.
   *
   * @param via record the scope derives from
   */
  PersonId enrol(Tx tx, RegisterPerson command, UUID via, String unit);

  /** The most people that are sorted by name. */
  int ALPHABETICAL_LIMIT = 5_000;
}
