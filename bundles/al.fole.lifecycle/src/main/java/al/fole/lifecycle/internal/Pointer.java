// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Part.State;
import java.io.IOException;
import java.io.StringReader;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * The truth about what is installed.
 *
 * @param id of the release
 * @param activation its number; grows by one with every change of release
 * @param feature path of its JSON below the directory of releases
 * @param sha256 of that JSON
 * @param given digest of the release the host had with it when this was written; another one at a
 *     later start means that the host itself was replaced
 * @param off feature bundles an administrator has disabled or removed, whatever the release
 * @param floor the database has been contracted for this activation: none before it can come back;
 *     0 when it never was
 * @param floorVersion version of that release; none below it can come
 * @param platform SHA-256 of the {@code platform.json} kept with the activation: the platform
 *     bundles that belong to it; empty when they are those the host comes with
 */
record Pointer(
    String id,
    long activation,
    String feature,
    String sha256,
    String given,
    Map<String, State> off,
    long floor,
    String floorVersion,
    String platform) {

  Pointer {
    off = Map.copyOf(off);
  }

  /** The first pointer of a directory. */
  Pointer(String id, long activation, String feature, String sha256, String given) {
    this(id, activation, feature, sha256, given, Map.of(), 0, "", "");
  }

  /** Another release, the same wishes, on the platform the host comes with. */
  Pointer at(String release, long number, String file, String digest, String host) {
    return new Pointer(release, number, file, digest, host, off, floor, floorVersion, "");
  }

  /** The same release on a platform that is kept with it. */
  Pointer on(String digest) {
    return new Pointer(id, activation, feature, sha256, given, off, floor, floorVersion, digest);
  }

  /** The same release with a part in another state. */
  Pointer with(String part, State state) {
    Map<String, State> changed = new LinkedHashMap<>(off);
    if (state == State.ENABLED) {
      changed.remove(part);
    } else {
      changed.put(part, state);
    }
    return new Pointer(
        id, activation, feature, sha256, given, changed, floor, floorVersion, platform);
  }

  /** The same release, and nothing older from now on. */
  Pointer contracted() {
    String version = Versions.ofRelease(id);
    return new Pointer(id, activation, feature, sha256, given, off, activation, version, platform);
  }

  /** As the file says it. */
  String text() {
    String parts =
        new TreeMap<>(off)
            .entrySet().stream()
                .map(part -> part.getKey() + ":" + part.getValue())
                .collect(Collectors.joining(","));
    return "id=%s%nactivation=%d%nfeature=%s%nsha256=%s%ngiven=%s%noff=%s%nfloor=%d%nfloor-version=%s%nplatform=%s%n"
        .formatted(id, activation, feature, sha256, given, parts, floor, floorVersion, platform);
  }

  /** From the file; IOException when it is not a pointer. */
  static Pointer parse(String text) throws IOException {
    var values = new Properties();
    values.load(new StringReader(text));
    try {
      Map<String, State> off = new LinkedHashMap<>();
      String parts = values.getProperty("off", "");
      for (String part : parts.isEmpty() ? new String[0] : parts.split(",")) {
        String[] said = part.split(":", 2);
        off.put(said[0], State.valueOf(said[1]));
      }
      return new Pointer(
          required(values, "id"),
          Long.parseLong(required(values, "activation")),
          required(values, "feature"),
          required(values, "sha256"),
          values.getProperty("given", ""),
          off,
          Long.parseLong(values.getProperty("floor", "0")),
          values.getProperty("floor-version", ""),
          values.getProperty("platform", ""));
    } catch (IllegalArgumentException | ArrayIndexOutOfBoundsException e) {
      throw new IOException("the release pointer is damaged: " + e.getMessage(), e);
    }
  }

  private static String required(Properties values, String key) {
    String value = values.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
