// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Seals of transactions, ENTRY-FORMAT-1 §3; needs the installation's seal key. */
final class Seals {
  private final byte[] installationKey;
  private final Map<Integer, byte[]> nodeKeys = new HashMap<>();
  private final Map<String, TreeMap<Integer, byte[]>> open = new HashMap<>();
  private long checked;

  Seals(byte[] installationKey) {
    if (installationKey.length != 32) {
      throw new Unsound("the seal key is not 32 bytes");
    }
    this.installationKey = installationKey.clone();
  }

  void add(long index, Entry entry, byte[] leafHash, byte[] seal) {
    var name = entry.node() + "/" + entry.epoch() + "/" + entry.sequence();
    var hashes = open.computeIfAbsent(name, n -> new TreeMap<>());
    hashes.put(entry.position(), leafHash);
    if (hashes.size() < entry.count()) {
      return;
    }
    open.remove(name);
    var message =
        ByteBuffer.allocate(12 + 2 + 4 + 8 + 2 + 32 * entry.count())
            .put("fole-seal-v1".getBytes(StandardCharsets.US_ASCII))
            .putShort((short) entry.node())
            .putInt((int) entry.epoch())
            .putLong(entry.sequence())
            .putShort((short) entry.count());
    hashes.values().forEach(message::put);
    var expected = hmac(nodeKeys.computeIfAbsent(entry.node(), this::nodeKey), message.array());
    if (!Arrays.equals(expected, seal)) {
      throw new Unsound(index, "the seal of its transaction does not hold");
    }
    checked++;
  }

  /** HKDF, RFC 5869: one block, empty salt. */
  private byte[] nodeKey(int node) {
    var secret = hmac(new byte[32], installationKey);
    var info =
        ByteBuffer.allocate(13)
            .put("fole node ".getBytes(StandardCharsets.US_ASCII))
            .putShort((short) node)
            .put((byte) 1);
    return hmac(secret, info.array());
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

  long checked() {
    return checked;
  }
}
