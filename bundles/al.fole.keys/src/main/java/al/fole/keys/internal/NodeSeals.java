// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import al.fole.keys.Seals;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.ConcurrentHashMap;
import javax.crypto.spec.SecretKeySpec;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Seals under the node keys derived from {@code seal.key}, ENTRY-FORMAT-1 §3. */
@Component(configurationPid = "al.fole.keys")
public final class NodeSeals implements Seals {
  private final byte[] root;
  private final ConcurrentHashMap<Integer, SecretKeySpec> byNode = new ConcurrentHashMap<>();

  /** The seals of an installation. */
  @Activate
  public NodeSeals(@Reference FileKeys keys) {
    root = keys.key("seal");
  }

  @Override
  public byte[] seal(int node, byte[] message) {
    if (node < 0 || node > 0xFFFF) {
      throw new IllegalArgumentException("a node number has two bytes");
    }
    return Kdf.mac(byNode.computeIfAbsent(node, this::nodeKey), message);
  }

  private SecretKeySpec nodeKey(int node) {
    var info = new ByteArrayOutputStream();
    info.writeBytes("fole node ".getBytes(StandardCharsets.UTF_8));
    info.write(node >>> 8);
    info.write(node);
    return new SecretKeySpec(Kdf.derive(root, info.toByteArray()), "HmacSHA256");
  }
}
