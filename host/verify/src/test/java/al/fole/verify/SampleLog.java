// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.bouncycastle.crypto.params.Ed25519PrivateKeyParameters;
import org.bouncycastle.crypto.signers.Ed25519Signer;

/** A log written by hand from the text of ENTRY-FORMAT-1. */
final class SampleLog {
  static final String ORIGIN = "fole.al/00000000-0000-4000-8000-000000000001";
  static final byte[] SEAL_KEY =
      "0123456789abcdef0123456789abcdef".getBytes(StandardCharsets.US_ASCII);
  static final Ed25519PrivateKeyParameters KEY =
      new Ed25519PrivateKeyParameters(
          "seed seed seed seed seed seed 32".getBytes(StandardCharsets.US_ASCII), 0);

  /** The fields of one entry, before they are bytes. */
  static final class Draft {
    final TreeMap<Integer, byte[]> fields = new TreeMap<>();

    Draft with(int number, byte[] value) {
      fields.put(number, value);
      return this;
    }

    Draft with(int number, String value) {
      return with(number, value.getBytes(StandardCharsets.UTF_8));
    }

    byte[] bytes() {
      var out = new ByteArrayOutputStream();
      fields.forEach(
          (number, value) -> {
            out.writeBytes(u16(number));
            out.writeBytes(u16(value.length));
            out.writeBytes(value);
          });
      return out.toByteArray();
    }
  }

  final List<byte[]> entries = new ArrayList<>();
  final List<byte[]> seals = new ArrayList<>();

  static byte[] u16(int value) {
    return ByteBuffer.allocate(2).putShort((short) value).array();
  }

  static byte[] u32(long value) {
    return ByteBuffer.allocate(4).putInt((int) value).array();
  }

  static byte[] u64(long... values) {
    var out = ByteBuffer.allocate(8 * values.length);
    Arrays.stream(values).forEach(out::putLong);
    return out.array();
  }

  /** Field 33: what an epoch's first entry says of the one before. */
  static byte[] epochEnd(long epoch, long lastSeen, long... unresolved) {
    var out = new ByteArrayOutputStream();
    out.writeBytes(u32(epoch));
    out.writeBytes(u64(lastSeen));
    out.writeBytes(u64(unresolved));
    return out.toByteArray();
  }

  static byte[] id(long value) {
    return ByteBuffer.allocate(16).putLong(value).putLong(~value).array();
  }

  static Draft draft(int node, long epoch, long sequence) {
    return new Draft()
        .with(1, new byte[] {1})
        .with(2, id(epoch << 32 | sequence))
        .with(3, u16(node))
        .with(4, u32(epoch))
        .with(5, u64(sequence))
        .with(6, u16(0))
        .with(7, u16(1))
        .with(8, u64(1_700_000_000_000_000L + sequence * 1_000_000))
        .with(9, u64(1_700_000_000_000_000L))
        .with(10, "persons.registered")
        .with(11, u16(1))
        .with(12, "OK")
        .with(13, id(7))
        .with(14, "PMF")
        .with(15, "B11")
        .with(16, id(8))
        .with(17, "CASE_WORK")
        .with(18, "VKM-2026 n.7/2.1/b")
        .with(19, "r-1");
  }

  static Draft change(int node, long epoch, long sequence, long record, long version) {
    return draft(node, epoch, sequence)
        .with(20, "person")
        .with(21, id(record))
        .with(22, u64(version))
        .with(23, id(record))
        .with(26, new byte[32]);
  }

  /** Adds the entries of one transaction, numbered and sealed. */
  SampleLog transaction(Draft... drafts) {
    var hashes = new ByteArrayOutputStream();
    var first = drafts[0].fields;
    for (int i = 0; i < drafts.length; i++) {
      drafts[i].with(6, u16(i)).with(7, u16(drafts.length));
      hashes.writeBytes(Hash.sha256(new byte[] {0}, drafts[i].bytes()));
      entries.add(drafts[i].bytes());
    }
    var message = new ByteArrayOutputStream();
    message.writeBytes("fole-seal-v1".getBytes(StandardCharsets.US_ASCII));
    for (int field : new int[] {3, 4, 5, 7}) {
      message.writeBytes(first.getOrDefault(field, new byte[0]));
    }
    message.writeBytes(hashes.toByteArray());
    var secret = hmac(new byte[32], SEAL_KEY);
    var info = new ByteArrayOutputStream();
    info.writeBytes("fole node ".getBytes(StandardCharsets.US_ASCII));
    info.writeBytes(first.getOrDefault(3, new byte[0]));
    info.write(1);
    var seal = hmac(hmac(secret, info.toByteArray()), message.toByteArray());
    for (int i = 0; i < drafts.length; i++) {
      seals.add(seal);
    }
    return this;
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (java.security.GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** An honest log of the given number of transactions over a few records. */
  static SampleLog honest(int transactions) {
    var log = new SampleLog();
    for (int i = 1; i <= transactions; i++) {
      log.transaction(change(1, 1, i, i % 7, (i + 6) / 7));
    }
    return log;
  }

  /** Writes the files as a log signed by the log's key; returns the directory. */
  SampleLog write(Path dir) throws IOException {
    return write(dir, KEY);
  }

  SampleLog write(Path dir, Ed25519PrivateKeyParameters key) throws IOException {
    var level = new ArrayList<byte[]>();
    entries.forEach(e -> level.add(Hash.sha256(new byte[] {0}, e)));
    var root = subtree(level);
    List<byte[]> hashes = level;
    for (int l = 0; !hashes.isEmpty(); l++) {
      var up = new ArrayList<byte[]>();
      for (int i = 0; i < hashes.size(); i += 256) {
        var tile = hashes.subList(i, Math.min(i + 256, hashes.size()));
        put(dir, "tile/" + l, i / 256, tile.size(), join(tile));
        if (tile.size() == 256) {
          up.add(subtree(tile));
        }
      }
      hashes = up;
    }
    for (int i = 0; i < entries.size(); i += 256) {
      var bundle = entries.subList(i, Math.min(i + 256, entries.size()));
      var out = new ByteArrayOutputStream();
      for (var entry : bundle) {
        out.writeBytes(u16(entry.length));
        out.writeBytes(entry);
      }
      put(dir, "tile/entries", i / 256, bundle.size(), out.toByteArray());
      put(dir, "seal", i / 256, bundle.size(), join(seals.subList(i, i + bundle.size())));
    }
    Files.writeString(dir.resolve("checkpoint"), checkpoint(entries.size(), root, key));
    Files.writeString(dir.resolve("vkey"), vkey());
    return this;
  }

  String checkpointOfFirst(int size) {
    var level = new ArrayList<byte[]>();
    entries.subList(0, size).forEach(e -> level.add(Hash.sha256(new byte[] {0}, e)));
    return checkpoint(size, subtree(level), KEY);
  }

  /** Merkle tree hash by its recursive definition, to be independent of the verifier's. */
  static byte[] subtree(List<byte[]> hashes) {
    if (hashes.isEmpty()) {
      return Hash.sha256();
    }
    if (hashes.size() == 1) {
      return hashes.get(0);
    }
    int split = Integer.highestOneBit(hashes.size() - 1);
    return Hash.sha256(
        new byte[] {1},
        subtree(hashes.subList(0, split)),
        subtree(hashes.subList(split, hashes.size())));
  }

  /** Inclusion path by its recursive definition. */
  static List<byte[]> path(List<byte[]> hashes, int index) {
    if (hashes.size() <= 1) {
      return new ArrayList<>();
    }
    int split = Integer.highestOneBit(hashes.size() - 1);
    var left = hashes.subList(0, split);
    var right = hashes.subList(split, hashes.size());
    var path = index < split ? path(left, index) : path(right, index - split);
    path.add(subtree(index < split ? right : left));
    return path;
  }

  private static byte[] keyId(String origin, Ed25519PrivateKeyParameters key) {
    return Arrays.copyOf(
        Hash.sha256(origin.getBytes(StandardCharsets.UTF_8), new byte[] {'\n'}, typed(key)), 4);
  }

  private static byte[] typed(Ed25519PrivateKeyParameters key) {
    var typed = new byte[33];
    typed[0] = 1;
    System.arraycopy(key.generatePublicKey().getEncoded(), 0, typed, 1, 32);
    return typed;
  }

  static String vkey() {
    return vkey(ORIGIN, KEY) + "\n";
  }

  static String vkey(String origin, Ed25519PrivateKeyParameters key) {
    return origin
        + "+%08x+".formatted(ByteBuffer.wrap(keyId(origin, key)).getInt())
        + Base64.getEncoder().encodeToString(typed(key));
  }

  /** Signed by any key, under the id of the log's. */
  static String checkpoint(long size, byte[] root, Ed25519PrivateKeyParameters key) {
    var text = text(ORIGIN, size, root);
    var lines = note(text, ORIGIN, key).substring(text.length());
    var signature = Base64.getDecoder().decode(lines.strip().split(" ", -1)[2]);
    System.arraycopy(keyId(ORIGIN, KEY), 0, signature, 0, 4);
    return text + "\n\u2014 " + ORIGIN + " " + Base64.getEncoder().encodeToString(signature) + "\n";
  }

  static String text(String origin, long size, byte[] root) {
    return origin + "\n" + size + "\n" + Base64.getEncoder().encodeToString(root) + "\n";
  }

  /** A signed note with a line of each key. */
  static String note(String text, String origin, Ed25519PrivateKeyParameters... keys) {
    var note = new StringBuilder(text).append('\n');
    var bytes = text.getBytes(StandardCharsets.UTF_8);
    for (var key : keys) {
      var signer = new Ed25519Signer();
      signer.init(true, key);
      signer.update(bytes, 0, bytes.length);
      var line = new ByteArrayOutputStream();
      line.writeBytes(keyId(origin, key));
      line.writeBytes(signer.generateSignature());
      note.append("\u2014 " + origin + " ");
      note.append(Base64.getEncoder().encodeToString(line.toByteArray())).append('\n');
    }
    return note.toString();
  }

  byte[] rootOfFirst(int size) {
    return subtree(entries.subList(0, size).stream().map(Hash::leaf).toList());
  }

  private static byte[] join(List<byte[]> hashes) {
    var out = new ByteArrayOutputStream();
    hashes.forEach(out::writeBytes);
    return out.toByteArray();
  }

  private static void put(Path dir, String prefix, int index, int width, byte[] bytes)
      throws IOException {
    var file =
        dir.resolve(prefix + "/" + "%03d".formatted(index) + (width < 256 ? ".p/" + width : ""));
    Files.createDirectories(file.getParent());
    Files.write(file, bytes);
  }
}
