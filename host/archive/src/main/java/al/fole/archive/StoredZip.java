// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A zip file (APPNOTE.TXT 6.3) of the one kind a release archive is: stored entries one after the
 * other, each once, the directory behind them, and not a byte besides. What another program might
 * read differently (two directories, gaps, comments, extra fields, ZIP64, data descriptors) is
 * refused, so that all programs see the same files.
 */
public final class StoredZip {

  private static final int LOCAL = 0x04034b50;
  private static final int CENTRAL = 0x02014b50;
  private static final int END = 0x06054b50;
  private static final int LOCAL_BYTES = 30;
  private static final int CENTRAL_BYTES = 46;
  private static final int END_BYTES = 22;
  private static final int UTF8_FLAG = 0x0800;
  private static final int FILE_TYPE = 0xF000;
  private static final int REGULAR = 0x8000;

  /** Letters, digits and a few signs; no part begins or ends with a dot. */
  private static final Pattern NAME =
      Pattern.compile(
          "[A-Za-z0-9_](?:[A-Za-z0-9._+-]*[A-Za-z0-9_+-])?(?:/[A-Za-z0-9_](?:[A-Za-z0-9._+-]*[A-Za-z0-9_+-])?)*");

  private final ByteBuffer bytes;
  private final Map<String, ByteBuffer> entries = new LinkedHashMap<>();

  private StoredZip(byte[] bytes) {
    this.bytes = ByteBuffer.wrap(bytes).asReadOnlyBuffer().order(ByteOrder.LITTLE_ENDIAN);
  }

  /**
   * Reads the directory and compares it with the entries.
   *
   * @throws al.fole.spi.Problem {@code release-archive-damaged} when it is no such file or was cut
   *     or altered, {@code release-archive-unsafe} for names, links, compression and numbers no
   *     release has
   */
  public static StoredZip read(byte[] bytes) {
    var zip = new StoredZip(bytes);
    try {
      zip.read();
    } catch (IndexOutOfBoundsException | IllegalArgumentException e) {
      throw ArchiveRefusals.damaged("it ends early", "mbaron para kohe");
    }
    return zip;
  }

  /** The files, in order; each buffer is read-only. */
  public Map<String, ByteBuffer> entries() {
    var copies = new LinkedHashMap<String, ByteBuffer>();
    entries.forEach((name, content) -> copies.put(name, content.duplicate()));
    return copies;
  }

  private void read() {
    int end = bytes.capacity() - END_BYTES;
    if (end < 0 || bytes.getInt(end) != END) {
      throw ArchiveRefusals.damaged("it ends early", "mbaron para kohe");
    }
    int count = unsigned(end + 10);
    int size = bytes.getInt(end + 12);
    int directory = bytes.getInt(end + 16);
    boolean plain =
        bytes.getInt(end + 4) == 0 && unsigned(end + 8) == count && unsigned(end + 20) == 0;
    if (!plain || directory < 0 || size < 0 || directory + size != end) {
      throw structure();
    }
    if (count > Limits.ENTRIES) {
      throw ArchiveRefusals.tooMany(count);
    }
    var seen = new java.util.HashSet<String>();
    int central = directory;
    int local = 0;
    for (int i = 0; i < count; i++) {
      if (bytes.getInt(central) != CENTRAL) {
        throw structure();
      }
      String name = name(central + CENTRAL_BYTES, unsigned(central + 28));
      if (!seen.add(name.toLowerCase(Locale.ROOT))) {
        throw ArchiveRefusals.unsafe(name, "is there twice", "është dy herë");
      }
      local = entry(name, central, local, directory);
      central += CENTRAL_BYTES + unsigned(central + 28);
    }
    if (central != end || local != directory) {
      throw structure();
    }
  }

  /** Checks one entry and says where the next one must begin. */
  private int entry(String name, int central, int local, int directory) {
    int type = (bytes.getInt(central + 38) >>> 16) & FILE_TYPE;
    if (type != 0 && type != REGULAR) {
      throw ArchiveRefusals.unsafe(name, "is a link or no file", "është lidhje ose jo skedar");
    }
    if (unsigned(central + 10) != 0 || bytes.getInt(central + 20) != bytes.getInt(central + 24)) {
      throw ArchiveRefusals.unsafe(
          name,
          "is compressed; a release stores its files",
          "është i ngjeshur; versioni i ruan të pangjeshur");
    }
    int size = bytes.getInt(central + 24);
    int nameLength = unsigned(central + 28);
    boolean plain =
        (unsigned(central + 8) & ~UTF8_FLAG) == 0
            && bytes.getInt(central + 30) == 0
            && unsigned(central + 34) == 0
            && bytes.getInt(central + 42) == local
            && bytes.getInt(local) == LOCAL
            && unsigned(local + 6) == unsigned(central + 8)
            && unsigned(local + 8) == 0
            && bytes.getInt(local + 14) == bytes.getInt(central + 16)
            && bytes.getInt(local + 18) == size
            && bytes.getInt(local + 22) == size
            && unsigned(local + 26) == nameLength
            && unsigned(local + 28) == 0
            && name.equals(name(local + LOCAL_BYTES, nameLength));
    int from = local + LOCAL_BYTES + nameLength;
    if (!plain || size < 0 || size > directory - from) {
      throw structure();
    }
    ByteBuffer content = bytes.slice(from, size);
    var crc = new CRC32();
    crc.update(content.duplicate());
    if ((int) crc.getValue() != bytes.getInt(central + 16)) {
      throw ArchiveRefusals.altered(name);
    }
    entries.put(name, content);
    return from + size;
  }

  private String name(int from, int length) {
    byte[] raw = new byte[length];
    bytes.get(from, raw);
    String name = new String(raw, StandardCharsets.ISO_8859_1);
    boolean deep = name.chars().filter(c -> c == '/').count() > Limits.DEPTH;
    if (length > Limits.NAME_LENGTH || deep || !NAME.matcher(name).matches()) {
      throw ArchiveRefusals.unsafe(
          name, "is a name no release has", "është emër që nuk e ka asnjë version");
    }
    return name;
  }

  private int unsigned(int at) {
    return Short.toUnsignedInt(bytes.getShort(at));
  }

  private static al.fole.spi.Problem structure() {
    return ArchiveRefusals.damaged("its parts contradict each other", "pjesët bien ndesh");
  }
}
