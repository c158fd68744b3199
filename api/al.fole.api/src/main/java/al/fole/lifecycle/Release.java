// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle;

import java.nio.file.Path;

/**
 * A release in force, or one that is kept to go back to.
 *
 * @param id of the feature: {@code group:artifact:version}
 * @param activation number of this activation; grows with every apply and roll-back
 * @param feature where its Feature JSON is kept
 * @param sha256 digest of that JSON, which names the digest of each bundle; lower-case hexadecimal
 */
public record Release(String id, long activation, Path feature, String sha256) {

  /** Without a digest. */
  public Release(String id, long activation, Path feature) {
    this(id, activation, feature, "");
  }
}
