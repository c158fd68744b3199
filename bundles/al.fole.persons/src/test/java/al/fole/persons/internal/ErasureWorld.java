// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.event.Detail;
import al.fole.event.Event;
import al.fole.persons.Erasures.ProposeErasure;
import al.fole.persons.PersonId;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Persons at work, the head of a unit who proposes an erasure and the officer who approves it. */
final class ErasureWorld extends PersonsWorld {
  final Actor proposer = proved(head);
  final Actor officer = proved(TestActor.of("DPO", "N"));

  static ProposeErasure byCourt() {
    return new ProposeErasure("COURT_DECISION", "217/3-2026", LocalDate.of(2026, 11, 2));
  }

  UUID proposed(PersonId id) {
    return erasures.propose(proposer, id, byCourt()).id();
  }

  void propose(PersonId id, ProposeErasure command) {
    erasures.propose(proposer, id, command);
  }

  void erase(PersonId id) {
    erasures.decide(officer, proposed(id), "APPROVED");
  }

  long count(String sql, PersonId id) {
    return fixture.number(sql, id.value());
  }

  UUID broken(PersonId id) {
    UUID opening = UUID.randomUUID();
    happened(new Happening.Broken(opening, id, null));
    return opening;
  }

  /** As a merge would leave them. */
  void merged(PersonId one, PersonId into) {
    run(
        """
        set fole.by_hand = 'test:merge'; set session_replication_role = replica;
        update persons.person set merged_into = '%s' where id = '%s'; reset all"""
            .formatted(into, one));
  }

  /** With words of its own record, as a reason is. */
  void happened(Event event) {
    var words = new Detail(event.record().id(), Map.of("said", "rrezik"));
    store()
        .write(
            access().system("persons.test"),
            tx -> tx.record(event, event instanceof Happening.Told ? List.of(words) : List.of()));
  }
}
