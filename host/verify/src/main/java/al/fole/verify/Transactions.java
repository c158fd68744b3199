// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** The entries of each transaction: all there, each once, under one seal (ENTRY-FORMAT-1 §3). */
final class Transactions {
  private static final byte[] SEAL = "fole-seal-v1".getBytes(StandardCharsets.US_ASCII);
  private static final byte[] NODE = "fole node ".getBytes(StandardCharsets.US_ASCII);

  private final byte @Nullable [] sealKey;
  private final Map<Integer, byte[]> nodeKeys = new HashMap<>();
  private final Map<Name, TreeMap<Integer, Member>> open = new LinkedHashMap<>();
  long sealed;

  private record Name(int node, long epoch, long sequence) {}

  private record Member(long index, int count, byte[] hash, byte[] seal) {}

  /**
   * @param sealKey the installation's 32 bytes, or null: then seals are not looked at
   */
  Transactions(byte @Nullable [] sealKey) {
    if (sealKey != null && sealKey.length != 32) {
      throw new Unsound("the seal key is not 32 bytes");
    }
    this.sealKey = sealKey;
  }

  /** Takes an entry; returns whether it is the first seen of its transaction. */
  boolean add(Entry entry, byte[] hash, byte[] seal) {
    var name = new Name(entry.node, entry.epoch, entry.sequence);
    var members = open.computeIfAbsent(name, n -> new TreeMap<>());
    boolean first = members.isEmpty();
    var member = new Member(entry.index, entry.count, hash, seal);
    if (members.putIfAbsent(entry.position, member) != null) {
      throw new Unsound(entry.index, "its place in its transaction is taken twice");
    }
    if (members.firstEntry().getValue().count() != entry.count) {
      throw new Unsound(entry.index, "its transaction is counted in two ways");
    }
    if (members.size() == entry.count) {
      open.remove(name);
      if (sealKey != null) {
        check(name, members, sealKey);
      }
    }
    return first;
  }

  private void check(Name name, TreeMap<Integer, Member> members, byte[] installationKey) {
    var message =
        ByteBuffer.allocate(28 + Hash.SIZE * members.size())
            .put(SEAL)
            .putShort((short) name.node())
            .putInt((int) name.epoch())
            .putLong(name.sequence())
            .putShort((short) members.size());
    members.values().forEach(member -> message.put(member.hash()));
    var key = nodeKeys.computeIfAbsent(name.node(), node -> nodeKey(node, installationKey));
    var expected = hmac(key, message.array());
    for (var member : members.values()) {
      if (!Arrays.equals(expected, member.seal())) {
        throw new Unsound(member.index(), "the seal of its transaction does not hold");
      }
    }
    sealed++;
  }

  /** HKDF, RFC 5869: one block, empty salt. */
  private static byte[] nodeKey(int node, byte[] installationKey) {
    var info = ByteBuffer.allocate(13).put(NODE).putShort((short) node).put((byte) 1);
    return hmac(hmac(new byte[32], installationKey), info.array());
  }

  private static byte[] hmac(byte[] key, byte[] message) {
    try {
      var mac = Mac.getInstance("HmacSHA256");
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      return mac.doFinal(message);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("every Java platform has HmacSHA256", e);
    }
  }

  /** After the last entry: no transaction may lack entries. */
  void finish() {
    for (var members : open.values()) {
      long index = members.firstEntry().getValue().index();
      throw new Unsound(index, "its transaction is incomplete");
    }
  }
}
