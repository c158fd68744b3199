// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/**
 * The file {@code installation}: the installation's id and a check value per key, so that a changed
 * key and keys of two installations put together are refused. The keys that sign stand in it in the
 * order they follow each other: {@code signer}, {@code signer-2}, ….
 */
final class KeyManifest {
  static final String FILE = "installation";
  static final String SIGNER = "signer";

  private final Path file;
  private final UUID installation;
  private final Map<String, String> checks;

  private KeyManifest(Path file, UUID installation, Map<String, String> checks) {
    this.file = file;
    this.installation = installation;
    this.checks = checks;
  }

  static KeyManifest fresh(Path directory) {
    return new KeyManifest(directory.resolve(FILE), UUID.randomUUID(), new LinkedHashMap<>());
  }

  static KeyManifest read(Path directory) throws IOException {
    Path file = KeyFiles.present(directory.resolve(FILE));
    var values = new LinkedHashMap<String, String>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      int space = line.indexOf(' ');
      values.put(line.substring(0, Math.max(space, 0)), line.substring(space + 1));
    }
    if (!"1".equals(values.remove("fole-keys"))) {
      throw new KeysRefused("The key file " + file + " is damaged or of an unknown version.");
    }
    String installation = values.remove("installation");
    try {
      return new KeyManifest(file, UUID.fromString(String.valueOf(installation)), values);
    } catch (IllegalArgumentException damagedId) {
      throw new KeysRefused("The key file " + file + " is damaged.");
    }
  }

  /** Names of the keys that sign, the first one first. */
  List<String> signers() {
    var names = new ArrayList<String>();
    for (String name = SIGNER; checks.containsKey(name); name = following(names)) {
      names.add(name);
    }
    return names;
  }

  private static String following(List<String> names) {
    return SIGNER + "-" + (names.size() + 1);
  }

  /** The name the next key that signs will have. */
  String nextSigner() {
    return following(signers());
  }

  void add(Map<String, byte[]> keys) {
    keys.forEach((name, key) -> checks.put(name, check(name, key)));
  }

  boolean holds(String name, byte[] key) {
    return check(name, key).equals(checks.get(name));
  }

  byte[] bytes() {
    var text = new StringBuilder("fole-keys 1\ninstallation " + installation + "\n");
    checks.forEach((name, check) -> text.append(name).append(' ').append(check).append('\n'));
    return text.toString().getBytes(StandardCharsets.UTF_8);
  }

  private String check(String name, byte[] key) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      hash.update(
          ("fole key check " + installation + " " + name + "\n").getBytes(StandardCharsets.UTF_8));
      hash.update(key);
      return HexFormat.of().formatHex(hash.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
    }
  }
}
