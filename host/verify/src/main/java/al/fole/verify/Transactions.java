// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import org.bouncycastle.crypto.digests.SHA256Digest;
import org.bouncycastle.crypto.generators.HKDFBytesGenerator;
import org.bouncycastle.crypto.macs.HMac;
import org.bouncycastle.crypto.params.HKDFParameters;
import org.bouncycastle.crypto.params.KeyParameter;
import org.jspecify.annotations.Nullable;

/** The entries of each transaction: all there, each once, under one seal (ENTRY-FORMAT-1 §3). */
final class Transactions {
  private static final byte[] SEAL = "fole-seal-v1".getBytes(US_ASCII);
  private static final byte[] NODE = "fole node ".getBytes(US_ASCII);

  final byte @Nullable [] sealKey;
  private final Map<Integer, HMac> macs = new HashMap<>();
  private final Map<Name, TreeMap<Integer, Member>> open = new LinkedHashMap<>();
  long seals;

  private record Name(int node, long epoch, long sequence) {}

  private record Member(long index, int count, byte[] hash, byte[] seal) {}

  /**
   * @param sealKey the installation's 32 bytes, or null: then seals are not looked at
   */
  Transactions(byte @Nullable [] sealKey) {
    Unsound.unless(sealKey == null || sealKey.length == 32, "seal-key");
    this.sealKey = sealKey;
  }

  /** Takes an entry; returns whether it is the first seen of its transaction. */
  boolean add(Entry entry, byte[] hash, byte[] seal) {
    var name = new Name(entry.node, entry.epoch, entry.sequence);
    var members = open.computeIfAbsent(name, n -> new TreeMap<>());
    boolean first = members.isEmpty();
    var member = new Member(entry.index, entry.count, hash, seal);
    entry.require(members.putIfAbsent(entry.position, member) == null, "place-taken", 0);
    int counted = members.firstEntry().getValue().count();
    entry.require(counted == entry.count, "counted-twice", 0);
    if (members.size() == entry.count) {
      open.remove(name);
      if (sealKey != null) {
        check(name, members, macs.computeIfAbsent(name.node(), node -> mac(node, sealKey)));
      }
    }
    return first;
  }

  private void check(Name name, TreeMap<Integer, Member> members, HMac mac) {
    var head = ByteBuffer.allocate(28).put(SEAL).putShort((short) name.node());
    head.putInt((int) name.epoch()).putLong(name.sequence()).putShort((short) members.size());
    mac.update(head.array(), 0, 28);
    members.values().forEach(member -> mac.update(member.hash(), 0, Hash.SIZE));
    var expected = new byte[Hash.SIZE];
    mac.doFinal(expected, 0);
    var byIndex = members.values().stream().sorted((a, b) -> Long.compare(a.index(), b.index()));
    byIndex.forEach(m -> Unsound.unless(Arrays.equals(expected, m.seal()), m.index(), "seal"));
    seals++;
  }

  /** Under the node's key. */
  private static HMac mac(int node, byte[] installationKey) {
    var info = ByteBuffer.allocate(12).put(NODE).putShort((short) node).array();
    var generator = new HKDFBytesGenerator(new SHA256Digest());
    generator.init(new HKDFParameters(installationKey, null, info));
    var key = new byte[32];
    generator.generateBytes(key, 0, 32);
    var mac = new HMac(new SHA256Digest());
    mac.init(new KeyParameter(key));
    return mac;
  }

  /** After the last entry: no transaction may lack entries. */
  void finish() {
    var first = open.values().stream().findFirst().map(members -> members.firstEntry().getValue());
    Unsound.unless(open.isEmpty(), first.map(Member::index).orElse(-1L), "incomplete");
  }
}
