// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import static al.fole.families.internal.AFamily.aFamily;
import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.families.FamilyId;
import al.fole.families.FamilyState;
import al.fole.families.internal.APlacement.ACase;
import al.fole.persons.Erasures.ProposeErasure;
import al.fole.persons.PersonId;
import al.fole.persons.internal.ErasureRegistry;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.testing.fakes.TestActor;
import java.time.Duration;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** A person erased by the legal act: what families keep of him, there or absent at the time. */
class ErasedChildTest {
  private static FamiliesWorld world;
  private static ErasureRegistry erasures;
  private static Actor head;
  private static Actor officer;

  @BeforeAll
  static void open() {
    world = new FamiliesWorld();
    erasures = new ErasureRegistry(world.fixture.database(), world.roles);
    head = world.proved(world.head);
    officer = world.proved(TestActor.of("DPO", "N"));
  }

  @AfterAll
  static void close() {
    world.close();
  }

  private static void erase(PersonId id) {
    var byCourt = new ProposeErasure("COURT_DECISION", "9/2026", LocalDate.of(2026, 5, 2));
    UUID erasure = erasures.propose(head, id, byCourt).id();
    erasures.decide(officer, erasure, "APPROVED");
  }

  /** Was placed once and is not any more. */
  private static PersonId placedOnce() {
    ACase of = world.aCase();
    var placement = world.place(world.approved(aFamily()), of);
    world.families.end(world.tirana, placement, APlacement.end(1));
    return of.child();
  }

  private static List<String> births(PersonId child) {
    return world.texts(
        "select child_birth_date from families.placement where child = '" + child + "'");
  }

  @Test
  void ofTheCopiedBirthDateTheYearStays() {
    PersonId child = placedOnce();
    erase(child);
    assertEquals(List.of("2018-01-01"), births(child));
    assertEquals(0, world.entries("families.erasure-followed", child.value()));
  }

  @Test
  void whoeverLivesInAFamilyIsNotErased() {
    ACase of = world.aCase();
    world.place(world.approved(aFamily()), of);
    assertEquals(
        "person-has-living-placement", assertThrows(Problem.class, () -> erase(of.child())).rule());
    assertEquals(List.of(FamiliesWorld.BORN.toString()), births(of.child()));
  }

  /** The bundle comes back after somebody was erased, and follows. */
  @Test
  void aFeatureThatWasAbsentFollowsWhenItComes() {
    PersonId child = placedOnce();
    world.fixture.remove(world.erased);
    try {
      erase(child);
      assertEquals(List.of(FamiliesWorld.BORN.toString()), births(child));
    } finally {
      world.fixture.add(world.erased);
    }
    world.fixture.sequence();
    await(() -> births(child).equals(List.of("2018-01-01")));
    assertEquals(1, world.entries("families.erasure-followed", child.value()));
  }

  @Test
  void anAdultIsErasedOnceTheFamilyHasLeftAndItsTextsGoWithHim() {
    AFamily ours = aFamily().of(world.adult());
    FamilyId id = world.assessed(ours);
    PersonId adult = requireNonNull(world.families.view(world.tirana, id).people()).get(0).id();
    assertEquals(
        "person-in-approved-family", assertThrows(Problem.class, () -> erase(adult)).rule());
    world.families.change(world.head, id, AFamily.step(2, FamilyState.WITHDRAWN));
    erase(adult);
    var view = world.families.view(world.tirana, id);
    assertTrue(requireNonNull(view.people()).get(0).erased());
    assertNull(view.assessments().get(0).summary());
  }

  private static void await(BooleanSupplier state) {
    long deadline = System.nanoTime() + Duration.ofSeconds(60).toNanos();
    while (!state.getAsBoolean()) {
      assertTrue(System.nanoTime() < deadline, "not reached");
      LockSupport.parkNanos(50_000_000);
    }
  }
}
