// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.archive.tool.ArchiveWriter;
import al.fole.spi.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Only one kind of zip is read, and of that everything or nothing. */
class StoredZipTest {

  @TempDir Path home;

  private byte[] zip(String... names) throws IOException {
    Map<String, byte[]> entries = new LinkedHashMap<>();
    for (String name : names) {
      entries.put(name, ("content of " + name).getBytes(UTF_8));
    }
    ArchiveWriter.write(entries, home.resolve("x.zip"));
    return Files.readAllBytes(home.resolve("x.zip"));
  }

  private static Problem refused(String rule, byte[] bytes) {
    Problem problem = assertThrows(Problem.class, () -> StoredZip.read(bytes));
    assertEquals(rule, problem.rule(), problem.en());
    assertTrue(problem.en().lines().count() == 1 && problem.sq().lines().count() == 1);
    return problem;
  }

  /** Patches the directory's record of the only entry; 46 bytes and the name before the end. */
  private static byte[] central(byte[] zip, String name, Consumer<ByteBuffer> patch) {
    byte[] copy = zip.clone();
    int at = copy.length - 22 - 46 - name.length();
    patch.accept(ByteBuffer.wrap(copy, at, 46).slice().order(ByteOrder.LITTLE_ENDIAN));
    return copy;
  }

  private static byte[] local(byte[] zip, Consumer<ByteBuffer> patch) {
    byte[] copy = zip.clone();
    patch.accept(ByteBuffer.wrap(copy).order(ByteOrder.LITTLE_ENDIAN));
    return copy;
  }

  @Test
  void entriesComeInOrderWithTheirContent() throws IOException {
    Map<String, ByteBuffer> entries = StoredZip.read(zip("b", "a/c-1.0+x.jar")).entries();
    assertEquals(List.of("b", "a/c-1.0+x.jar"), List.copyOf(entries.keySet()));
    assertEquals("content of b", UTF_8.decode(entries.get("b")).toString());
    assertEquals(Map.of(), StoredZip.read(zip()).entries());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../x",
        "a/../../x",
        "a/..",
        "..",
        ".",
        "./x",
        "/x",
        "/",
        "a//x",
        "a/",
        "\\x",
        "a\\..\\x",
        "C:/x",
        "C:x",
        "a\0b",
        "a b",
        "x\n",
        "ë",
        "~/x",
        ".hidden",
        "a/.x",
        "x.",
        "a./b",
        "",
        "-x",
        "a/b/c/d/e/f/g/h/i/j/k/l/m/n"
      })
  void aNameThatLeadsOutOrThatNoReleaseHas(String name) throws IOException {
    Problem problem = refused("release-archive-unsafe", zip("ok", name));
    assertTrue(problem.en().chars().noneMatch(c -> c < ' '), problem.en());
  }

  @Test
  void aNameTooLong() throws IOException {
    refused("release-archive-unsafe", zip("x".repeat(Limits.NAME_LENGTH + 1)));
    assertEquals(1, StoredZip.read(zip("x".repeat(Limits.NAME_LENGTH))).entries().size());
  }

  @Test
  void aNameThatIsThereTwice() throws IOException {
    refused(
        "release-archive-unsafe", OpeningAnArchiveTest.replaced(zip("aaa", "bbb"), "bbb", "aaa"));
    // One file on a disk that does not tell them apart.
    refused("release-archive-unsafe", zip("aaa", "AAA"));
  }

  @Test
  void aLink() throws IOException {
    for (int mode : List.of(0xA1FF, 0x41FF, 0x21FF)) {
      refused("release-archive-unsafe", central(zip("x"), "x", b -> b.putInt(38, mode << 16)));
    }
    byte[] regular = central(zip("x"), "x", b -> b.putInt(38, 0x81A4 << 16));
    assertEquals(1, StoredZip.read(regular).entries().size());
  }

  @Test
  void aCompressedFile() throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes)) {
      zip.putNextEntry(new ZipEntry("bomb"));
      zip.write(new byte[10 << 20]);
    }
    assertTrue(bytes.size() < 20_000);
    refused("release-archive-unsafe", bytes.toByteArray());
  }

  @Test
  void aSizeThatIsALie() throws IOException {
    refused("release-archive-unsafe", central(zip("x"), "x", b -> b.putInt(24, 1 << 30)));
    for (int size : List.of(0, 1, 1 << 30, -1)) {
      byte[] both = central(zip("x"), "x", b -> b.putInt(20, size).putInt(24, size));
      refused("release-archive-damaged", both);
      String rule = size == 0 || size == 1 ? "release-entry-altered" : "release-archive-damaged";
      refused(rule, local(both, b -> b.putInt(18, size).putInt(22, size)));
    }
  }

  @Test
  void tooManyFiles() throws IOException {
    String[] names = new String[Limits.ENTRIES + 1];
    Arrays.setAll(names, i -> "f" + i);
    refused("release-archive-too-large", zip(names));
    assertEquals(
        Limits.ENTRIES, StoredZip.read(zip(Arrays.copyOf(names, Limits.ENTRIES))).entries().size());
  }

  @Test
  void anArchiveTooLarge() throws IOException {
    Path large = home.resolve("large.zip");
    try (var file = new java.io.RandomAccessFile(large.toFile(), "rw")) {
      file.setLength(Limits.ARCHIVE_BYTES + 1L);
    }
    Problem problem = assertThrows(Problem.class, () -> ReleaseArchive.content(large));
    assertEquals("release-archive-too-large", problem.rule());
  }

  @Test
  void bytesBeforeBehindOrBetween() throws IOException {
    byte[] zip = zip("x");
    refused("release-archive-damaged", Arrays.copyOf(zip, zip.length + 1));
    byte[] before = new byte[zip.length + 4];
    System.arraycopy(zip, 0, before, 4, zip.length);
    refused("release-archive-damaged", before);
    // Even when the end says so: a gap between the last file and the directory.
    String text = new String(zip, ISO_8859_1);
    int directory = text.indexOf("PK\1\2");
    byte[] between =
        (text.substring(0, directory) + "HIDE" + text.substring(directory)).getBytes(ISO_8859_1);
    ByteBuffer.wrap(between)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(between.length - 22 + 16, directory + 4);
    refused("release-archive-damaged", between);
    int end = text.length() - 22;
    byte[] behind = (text.substring(0, end) + "HIDE" + text.substring(end)).getBytes(ISO_8859_1);
    ByteBuffer.wrap(behind)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putInt(behind.length - 22 + 12, end - directory + 4);
    refused("release-archive-damaged", behind);
  }

  @Test
  void twoNamesForOneFile() throws IOException {
    byte[] zip = zip("abc");
    refused("release-archive-damaged", local(zip, b -> b.put(30, (byte) 'z')));
  }

  @Test
  void directoriesThatContradictTheFiles() throws IOException {
    byte[] zip = zip("x");
    List<Consumer<ByteBuffer>> patches =
        List.of(
            b -> b.putShort(8, (short) 8), // data descriptor
            b -> b.putShort(8, (short) 1), // encrypted
            b -> b.putShort(30, (short) 1), // extra field
            b -> b.putShort(32, (short) 1), // comment
            b -> b.putShort(34, (short) 1), // another disk
            b -> b.putInt(42, 1), // elsewhere
            b -> b.putInt(0, 0));
    for (Consumer<ByteBuffer> patch : patches) {
      refused("release-archive-damaged", central(zip, "x", patch));
    }
    List<Consumer<ByteBuffer>> locals =
        List.of(
            b -> b.putInt(0, 0),
            b -> b.putShort(6, (short) 1),
            b -> b.putShort(8, (short) 8),
            b -> b.putInt(14, 0),
            b -> b.putInt(18, 1),
            b -> b.putInt(22, 1),
            b -> b.putShort(28, (short) 1));
    for (Consumer<ByteBuffer> patch : locals) {
      refused("release-archive-damaged", local(zip, patch));
    }
    for (int flags : List.of(1, 8, 0x2000)) {
      byte[] both = central(zip, "x", b -> b.putShort(8, (short) flags));
      refused("release-archive-damaged", local(both, b -> b.putShort(6, (short) flags)));
    }
    int end = zip.length - 22;
    List<Consumer<ByteBuffer>> ends =
        List.of(
            b -> b.putInt(end, 0),
            b -> b.putShort(end + 4, (short) 1),
            b -> b.putShort(end + 8, (short) 2),
            b -> b.putShort(end + 10, (short) 2),
            b -> b.putShort(end + 8, (short) 0).putShort(end + 10, (short) 0),
            b -> b.putInt(end + 12, 1),
            b -> b.putInt(end + 16, -1),
            b -> b.putShort(end + 20, (short) 1));
    for (Consumer<ByteBuffer> patch : ends) {
      refused("release-archive-damaged", local(zip, patch));
    }
  }

  @Test
  void contentOtherThanItsChecksum() throws IOException {
    byte[] zip = zip("x");
    zip[32] ^= 1;
    refused("release-entry-altered", zip);
    var crc = new CRC32();
    crc.update("content of x".getBytes(UTF_8));
    assertEquals(
        (int) crc.getValue(), ByteBuffer.wrap(zip).order(ByteOrder.LITTLE_ENDIAN).getInt(14));
  }
}
