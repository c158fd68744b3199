// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle;

import java.nio.file.Path;

/**
 * A release in force.
 *
 * @param id of the feature: {@code group:artifact:version}
 * @param activation number of this activation; grows with every apply and roll-back
 * @param feature where its Feature JSON is kept
 */
public record Release(String id, long activation, Path feature) {}
