// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static al.fole.audit.internal.EnquiryWorld.HEAD;
import static al.fole.audit.internal.EnquiryWorld.OFFICER;
import static al.fole.audit.internal.EnquiryWorld.WORKER;
import static al.fole.audit.internal.EnquiryWorld.hold;
import static al.fole.audit.internal.EnquiryWorld.told;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.event.Event;
import al.fole.event.EventType;
import al.fole.spi.Ref;
import al.fole.testing.fakes.TestActor;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the person is told never gives away a place that is protected. */
final class NoPlaceShowsThroughTest {
  private final EnquiryWorld world;

  NoPlaceShowsThroughTest(@TempDir Path home) {
    world = new EnquiryWorld(home);
  }

  @AfterEach
  void close() {
    world.close();
  }

  /** As families tells it. */
  @EventType(name = "families.child-placed", ground = "VKM-2026 n.4/3/a")
  record Placed(UUID family, UUID child, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("placement", family);
    }

    @Override
    public List<UUID> subjects() {
      return List.of(child);
    }
  }

  /** As persons tells it. */
  @EventType(name = "persons.address-protected", ground = "VKM-2026 n.9/2")
  record AddressProtected(UUID person, long version) implements Event {
    @Override
    public Ref record() {
      return new Ref("person", person);
    }

    @Override
    public List<UUID> subjects() {
      return List.of(person);
    }
  }

  /** The canary: a name that gives the place away must be in no form of the answer. */
  @Test
  void aProtectedUnitNeverShowsThrough() {
    String canary = "Strehëza KANARINA Sarandë";
    world.execute(
        "insert into access.unit (code, kind, name) values ('KANARINA-1', 'INSTITUTION', '"
            + canary
            + "')");
    var shelter = TestActor.of("PROVIDER_HEAD", "KANARINA-1");
    world.inScope(world.child, world.careCase, "KANARINA-1");
    world.look(shelter);
    world.look(TestActor.of("PMF", "B59"));
    world.look(TestActor.of("SHSSH_REG", "Q-AL-12"));
    world.look(TestActor.of("SHSSH_HQ", "N"));
    for (String name : List.of(canary, "NJMF Sarandë", "Vlorë", "Tiranë")) {
      assertTrue(
          world.printed().contains(name), "without a hold it is named, or nothing is proved here");
    }
    world.holds.open(OFFICER, hold("PROTECTED_UNIT", null, "KANARINA-1"));
    for (String form : List.of(world.printed(), world.answer(HEAD).toString())) {
      assertFalse(form.contains("KANARINA"), form);
      assertFalse(form.contains("Sarandë"), "nor does the municipality around it");
      assertFalse(form.contains("Vlorë"), "nor its county");
      assertFalse(form.contains("Tiranë"), "nor, by being the only one named, any other");
      assertTrue(form.contains("Drejtoria e Përgjithshme e Shërbimit Social Shtetëror"));
    }
    assertEquals(
        List.of(
            "(INSTITUTION) SERVICE SEEN 1",
            "(NJMF) CASE_WORK CHANGED 1",
            "(NJMF) CASE_WORK SEEN 1",
            "Drejtoria e Përgjithshme e Shërbimit Social Shtetëror SUPERVISION SEEN 1",
            "(SHSSH_REG) SUPERVISION SEEN 1"),
        told(world.answer(HEAD)));
  }

  @Test
  void aProtectedUnitThatOnlyLookedIsToldByItsKindToo() {
    world.execute(
        "insert into access.unit (code, kind, name) values ('KANARINA-2', 'INSTITUTION', 'KANARINA')");
    world.holds.open(OFFICER, hold("PROTECTED_UNIT", null, "KANARINA-2"));
    world.look(TestActor.of("PROVIDER_HEAD", "KANARINA-2"));
    assertFalse(world.printed().contains("KANARINA"));
    assertTrue(world.printed().contains("NJMF Tiranë"), "the child is in no protected place");
  }

  @Test
  void whereThePlaceIsProtectedNoLocalUnitIsNamed() {
    world.look(TestActor.of("PMF", "B59"));
    assertTrue(world.printed().contains("Sarandë"));
    world.holds.open(OFFICER, hold("PROTECTED_PLACE", world.child, null));
    assertFalse(world.printed().contains("Sarandë"));
    assertFalse(world.printed().contains("Tiranë"));
    world.look(TestActor.of("PMF", "GONE"));
    assertTrue(
        told(world.answer(HEAD)).contains("(OTHER) CASE_WORK SEEN 1"), "nor one that is unknown");
  }

  @Test
  void theAddressOfTheFosterFamilyNeverShowsThrough() {
    var family = UUID.randomUUID();
    var adult = UUID.randomUUID();
    world.inScope(adult, family, "B59");
    world.look(TestActor.of("PMF", "B59"));
    world.store.write(WORKER, tx -> tx.record(new Placed(family, world.child, 1), List.of()));
    assertTrue(world.printed().contains("Sarandë"), "an address that is no secret");
    world.store.write(WORKER, tx -> tx.record(new AddressProtected(adult, 1), List.of()));
    assertFalse(
        world.printed().contains("Sarandë"), "the child's file does not tell where they live");
    assertFalse(world.printed().contains("Tiranë"));
  }

  @Test
  void norDoesOnesOwn() {
    world.look(TestActor.of("PMF", "B59"));
    world.store.write(WORKER, tx -> tx.record(new AddressProtected(world.child, 2), List.of()));
    assertFalse(world.printed().contains("Sarandë"));
  }
}
