// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.testing.fakes.FakeKeys;
import al.fole.testing.fakes.TestActor;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** The golden bytes were made from the format's text by another program. */
class LeafTest {
  private static final Instant TIME = Instant.EPOCH.plus(1793836800123456L, ChronoUnit.MICROS);

  private static UUID id(long n) {
    return new UUID(0, n);
  }

  private static byte[] filled(int value) {
    byte[] bytes = new byte[32];
    Arrays.fill(bytes, (byte) value);
    return bytes;
  }

  private static TestActor actor(String request) {
    return new TestActor(id(0xaa), "PMF", "B11", id(0xbb), "CASE_WORK", "PASSWORD", request);
  }

  private static Leaf.Content content(
      long n, String outcome, String request, List<UUID> subjects, boolean full) {
    return new Leaf.Content(
        new UUID(0x0195a1b2c3d47000L, 0x8000000000000000L | n),
        TIME,
        "persons.read",
        full ? 2 : 1,
        outcome,
        actor(request),
        "VKM-2026 n.8/1",
        "person",
        id(0xcc),
        full ? 3 : 0,
        subjects,
        filled(7),
        full ? List.of(filled(8), filled(9)) : List.of(),
        full ? "CHILD-AT-RISK" : null,
        full ? id(0xee) : null,
        full ? 5 : 1,
        full ? id(0xff) : null,
        Map.of());
  }

  private static Leaf.Place first(List<Long> voids, Leaf.@Nullable EpochStart start) {
    return new Leaf.Place(1, 1, 1, 0, 1, TIME, voids, start);
  }

  @Test
  void aReadOfTwoPersons() {
    byte[] leaf =
        Leaf.encode(
            first(List.of(), null), content(1, "OK", "r-1", List.of(id(0xcc), id(0xdd)), false));
    assertEquals(
        "0001000101000200100195a1b2c3d470008000000000000001000300020001000400040000000100"
            + "05000800000000000000010006000200000007000200010008000800065f7c2d41a2400009000800"
            + "065f7c2d41a240000a000c706572736f6e732e72656164000b00020001000c00024f4b000d001000"
            + "0000000000000000000000000000aa000e0003504d46000f00034231310010001000000000000000"
            + "0000000000000000bb00110009434153455f574f524b0012000e564b4d2d32303236206e2e382f31"
            + "00130003722d3100140006706572736f6e00150010000000000000000000000000000000cc001700"
            + "20000000000000000000000000000000cc000000000000000000000000000000dd001a0020070707"
            + "0707070707070707070707070707070707070707070707070707070707",
        HexFormat.of().formatHex(leaf));
  }

  @Test
  void everyFieldAtOnce() {
    List<UUID> subjects = IntStream.rangeClosed(1, 17).mapToObj(LeafTest::id).toList();
    var place =
        new Leaf.Place(
            0x0102,
            0x01020304,
            0x0102030405060708L,
            0,
            3,
            Instant.EPOCH.minus(1, ChronoUnit.MICROS),
            List.of(9L, 4L),
            new Leaf.EpochStart(2, 77, List.of(70L, 75L)));
    byte[] leaf = Leaf.encode(place, content(2, "REFUSED:ë", "r-2", subjects, true));
    assertEquals(522, leaf.length);
    assertEquals(
        "76f7e74b0d1705869d7095905016e65343a05fb5cb77819c79bbe9be76a0e0dd",
        HexFormat.of().formatHex(Hash.sha256(leaf)));
    assertEquals(List.of(4L, 9L), EpochGaps.voids(leaf));
  }

  @Test
  void sixteenSubjectsStandInTheEntry() {
    List<UUID> sixteen = IntStream.rangeClosed(1, 16).mapToObj(LeafTest::id).toList();
    Decoded entry =
        Decoded.of(Leaf.encode(first(List.of(), null), content(1, "OK", "r", sixteen, false)));
    assertEquals(256, entry.field(23).length);
    assertEquals(false, entry.has(24));
  }

  @Test
  void refusesWhatTheFormatCannotHold() {
    var place = first(List.of(), null);
    assertThrows(
        IllegalStateException.class,
        () -> Leaf.encode(place, content(1, "OK", "r".repeat(65), List.of(), false)));
    var many = first(LongStream.range(0, 120).boxed().toList(), null);
    assertThrows(
        IllegalStateException.class,
        () -> Leaf.encode(many, content(1, "OK", "r", List.of(), false)));
    assertThrows(IllegalStateException.class, () -> Leaf.number(65_536, 2));
  }

  @Test
  void commitmentsHideRowsAndParts() {
    byte[] row =
        Commitments.eventRow(
            "persons.registered", 1, Map.of("sex", "F", "birthDate", "2020-02-29", "person", "x"));
    assertEquals(
        "91d39b03fab37ad2c2f32f1f3bb3dd2ef2daabcf68d3ebf817cc7cbcc809a4b3",
        HexFormat.of().formatHex(Commitments.event(new byte[32], row)));
    byte[] part = Commitments.detailPart(Map.of("b", "", "a", "ë"));
    assertEquals(
        "8611ea2750801fe6c3efe3c97514e714822ff2e013eb3f5e7c6fc4d163bfd080",
        HexFormat.of().formatHex(Commitments.detail(filled(1), part)));
    assertThrows(
        IllegalStateException.class, () -> Commitments.eventRow("t", 1, Map.of("a", "x\ny")));
    assertThrows(IllegalStateException.class, () -> Commitments.detailPart(Map.of("a", "\0")));
    assertEquals("a\0x\ny\0", new String(Commitments.detailPart(Map.of("a", "x\ny")), UTF_8));
  }

  @Test
  void treeHashesAreThoseOfRfc6962() {
    Map.of(
            0, "e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855",
            1, "96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7",
            2, "a20bf9a7cc2dc8a08f5f415a71b19f6ac427bab54d24eec868b5d3103449953a",
            3, "3b6cccd7e3e023ff393006f030315ee7ad9eb111b022b41fba7e5b7a3973f688",
            7, "3560191803028444b232018ac047fdb561c09c23a7a6876c85e08b5e4d48e9f3")
        .forEach(
            (n, root) ->
                assertEquals(
                    root,
                    HexFormat.of()
                        .formatHex(
                            Hash.root(
                                IntStream.range(0, n)
                                    .mapToObj(i -> new byte[] {(byte) i})
                                    .toList()))));
  }

  @Test
  void theSealCoversPlaceAndLeaves() {
    var ledger = new NodeLedger(1, 2, null, System.nanoTime() + 1_000_000_000_000L);
    ledger.take();
    ledger.take();
    NodeLedger.Ticket ticket = ledger.take();
    byte[] message = JournalBatch.sealed(ticket, List.of(filled(1), filled(2)));
    assertEquals(
        "082f8f5d58c7acf1cd7a46449077e52323af2e91e894bbf3d9f90a32ce9dcf6a",
        HexFormat.of().formatHex(new FakeKeys().seal(1, message)));
  }

  @Test
  void idsOfVersion7GrowWithTime() {
    UUID id = Uuid7.next();
    assertEquals(7, id.version());
    assertEquals(2, id.variant());
    long ahead = (id.getMostSignificantBits() >>> 16) - System.currentTimeMillis();
    assertTrue(Math.abs(ahead) < 10_000, () -> ahead + " ms");
    assertEquals(
        1_000, Collections.nCopies(1_000, 0).stream().map(i -> Uuid7.next()).distinct().count());
  }
}
