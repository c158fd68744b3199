// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.spi.Actor;
import al.fole.testing.fakes.TestActor;
import java.util.List;
import java.util.Objects;

/** Persons at work, and somebody of whom families say that he applies. */
final class HomeWorld extends PersonsWorld {
  static final String ADDRESS = "Rruga e Fshehtë 7";
  static final String CONTACT = "069 777 7777";

  PersonId living() {
    return register(tirana, somebody().livingIn("53").at(ADDRESS, CONTACT));
  }

  PersonId adult() {
    PersonId id = living();
    apply(tirana, id);
    return id;
  }

  /** As the placement of a child would do. */
  Actor worker(PersonId of) {
    Actor worker = TestActor.of("PMF", "B53");
    run(
        "insert into access.scope (subject, via, holder, relation, opened_on) values ('%s', '%s', '%s', 'ASSIGNED', current_date)"
            .formatted(of, of, worker.who()));
    return worker;
  }

  /** To nobody but few: not the worker who entered it, nor supervision. */
  void untold(PersonId id, String municipality) {
    for (Actor actor :
        List.of(
            tirana,
            TestActor.of("NVNR_SW", "V53"),
            TestActor.of("BASHKI_SOC_DIR", "D53"),
            region,
            directorate)) {
      PersonView view = persons.view(actor, id);
      assertTrue(view.addressProtected(), actor.role());
      assertNull(view.address(), actor.role());
      assertNull(view.contact(), actor.role());
      assertEquals(
          municipality, Objects.requireNonNullElse(view.municipality(), "-"), actor.role());
      for (var entry : persons.history(tirana, id)) {
        assertFalse(entry.details().containsKey("address"), entry.type());
        assertFalse(entry.details().containsKey("contact"), entry.type());
      }
    }
  }

  /** With the address, the contact and the municipality. */
  void told(Actor actor, PersonId id, String address) {
    PersonView view = persons.view(actor, id);
    assertEquals(address, view.address());
    assertEquals(CONTACT, view.contact());
    assertEquals("53", view.municipality());
  }
}
