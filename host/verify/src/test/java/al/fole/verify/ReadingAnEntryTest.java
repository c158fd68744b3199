// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Each sentence of the format document on fields has an entry that breaks it alone. */
class ReadingAnEntryTest {

  private static SampleLog.Draft whole() {
    return SampleLog.change(1, 7, 1, 1, 1);
  }

  private static void refused(byte[] bytes, String sentence) {
    var fault = assertThrows(Unsound.class, () -> new Entry().read(3, bytes), sentence);
    assertEquals("entry 3: " + sentence, fault.in(Words.of("en")));
  }

  private static void refused(UnaryOperator<SampleLog.Draft> spoilt, String sentence) {
    refused(spoilt.apply(whole()).bytes(), sentence);
  }

  @Test
  void bytesAreWholeFieldsInOrder() {
    var bytes = whole().bytes();
    assertDoesNotThrow(() -> new Entry().read(3, bytes));
    refused(d -> d.with(900, new byte[1000]), "longer than 1,024 bytes");
    refused(Arrays.copyOf(bytes, bytes.length + 3), "ends within a field");
    refused(Arrays.copyOf(bytes, bytes.length - 1), "field 26 is longer than the entry");
    var twice = new ByteArrayOutputStream();
    twice.writeBytes(bytes);
    twice.writeBytes(new byte[] {0, 26, 0, 0});
    refused(twice.toByteArray(), "field 26 is out of order");
  }

  @TestFactory
  Stream<DynamicTest> theFirstNineteenAreThere() {
    return IntStream.rangeClosed(1, 19)
        .mapToObj(
            field ->
                DynamicTest.dynamicTest(
                    "field " + field,
                    () -> {
                      var draft = whole();
                      draft.fields.remove(field);
                      refused(draft.bytes(), "has no field " + field);
                    }));
  }

  /** Too short where something shorter can be written, too long where the entry has room for it. */
  @ParameterizedTest
  @CsvSource({
    "1,1,1",
    "2,16,16",
    "3,2,2",
    "4,4,4",
    "5,8,8",
    "6,2,2",
    "7,2,2",
    "8,8,8",
    "9,8,8",
    "10,1,64",
    "11,2,2",
    "12,2,128",
    "13,16,16",
    "14,0,32",
    "15,0,16",
    "16,16,16",
    "17,0,32",
    "18,0,64",
    "19,0,64",
    "20,1,31",
    "21,16,16",
    "22,8,8",
    "23,16,256",
    "24,4,4",
    "25,32,32",
    "26,32,32",
    "27,32,0",
    "28,1,64",
    "29,16,16",
    "30,4,4",
    "31,16,16",
    "32,8,0",
    "33,12,0",
    "34,1,256",
    "35,1,256"
  })
  void aFieldIsAsLongAsItMayBe(int field, int shortest, int longest) {
    var sentence = "field " + field + " has a wrong length";
    if (shortest > 0) {
      refused(d -> d.with(field, new byte[shortest - 1]), sentence);
    }
    if (longest > 0) {
      refused(d -> d.with(field, new byte[longest + 1]), sentence);
    }
  }

  @ParameterizedTest
  @CsvSource({"23,24", "27,40", "32,12", "33,16"})
  void partsAreWhole(int field, int length) {
    refused(d -> d.with(field, new byte[length]), "field " + field + " is cut short");
  }

  @ParameterizedTest
  @ValueSource(ints = {10, 12, 14, 15, 17, 18, 19, 20, 28, 34, 35})
  void textsAreUtf8(int field) {
    refused(
        d -> d.with(field, new byte[] {'a', (byte) 0xc3, '('}), "field " + field + " is not UTF-8");
    refused(
        d -> d.with(field, new byte[] {(byte) 0xed, (byte) 0xa0, (byte) 0x80}),
        "field " + field + " is not UTF-8");
  }

  @Test
  void aTextMayBeAlbanian() {
    var bytes = whole().with(15, "Çamëri").bytes();
    assertEquals("Çamëri", new Entry().read(0, bytes).text(15));
  }

  @Test
  void numbersAscendFromOne() {
    for (var numbers : new long[][] {{0}, {2, 2}, {3, 2}}) {
      refused(d -> d.with(32, SampleLog.u64(numbers)), "field 32 is not ascending");
      var end = SampleLog.epochEnd(6, 9, numbers);
      refused(d -> d.with(33, end), "field 33 is not ascending");
    }
  }

  @Test
  void valuesAreInTheirRanges() {
    refused(d -> d.with(1, new byte[] {2}), "is not of format 1");
    refused(d -> d.with(7, SampleLog.u16(0)), "counts no entry in its transaction");
    refused(d -> d.with(6, SampleLog.u16(1)), "stands past the end of its transaction");
    refused(d -> d.with(4, SampleLog.u32(0)), "numbers start at 1");
    refused(d -> d.with(5, SampleLog.u64(0)), "numbers start at 1");
    refused(d -> d.with(5, SampleLog.u64(-1)), "numbers start at 1");
    refused(d -> d.with(22, SampleLog.u64(0)), "versions start at 1");
    refused(d -> d.with(30, SampleLog.u32(1)), "aggregates fewer than 2");
    refused(d -> d.with(33, SampleLog.epochEnd(7, 1)), "ends an epoch that is not before it");
  }

  @Test
  void fieldsThatBelongTogetherAreTogether() {
    refused(d -> d.with(24, SampleLog.u32(17)), "has only one of fields 24 and 25");
    refused(d -> d.with(25, new byte[32]), "has only one of fields 24 and 25");
    refused(d -> d.with(24, SampleLog.u32(17)).with(25, new byte[32]), "has both fields 23 and 24");
    var few = whole().with(24, SampleLog.u32(16)).with(25, new byte[32]);
    few.fields.remove(23);
    refused(few.bytes(), "has a subject root for 16 persons or fewer");
    var noKind = whole();
    noKind.fields.remove(20);
    refused(noKind.bytes(), "has only one of fields 20 and 21");
    var noHandle = whole();
    noHandle.fields.remove(21);
    refused(noHandle.bytes(), "has only one of fields 20 and 21");
    noHandle.fields.remove(20);
    refused(noHandle.bytes(), "has a version of no record");
  }

  @ParameterizedTest
  @ValueSource(strings = {"ok", "OK ", "REFUSED:", "REFUSED:Not-mine", "REFUSED", "NO"})
  void anOutcomeIsOkOrARule(String outcome) {
    refused(d -> d.with(12, outcome), "has an unknown outcome");
    refused(d -> d.with(12, "REFUSED:" + "x".repeat(101)), "has an unknown outcome");
    var longest = whole().with(12, "REFUSED:" + "x".repeat(100)).bytes();
    assertDoesNotThrow(() -> new Entry().read(3, longest));
  }

  @ParameterizedTest
  @ValueSource(strings = {"persons", "Persons.read", "persons.", ".read", "a.b.c", "a.b1"})
  void aTypeIsFeatureAndWhatHappened(String type) {
    refused(d -> d.with(10, type), "has a malformed event type");
  }

  @Test
  void whatIsLongerThanAnyTextIsRefusedByItsBytes() {
    var name = "ë".repeat(17).getBytes(StandardCharsets.UTF_8);
    refused(d -> d.with(14, name), "field 14 has a wrong length");
  }
}
