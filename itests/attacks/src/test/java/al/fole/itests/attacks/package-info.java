// SPDX-License-Identifier: EUPL-1.2
/**
 * Issue 5 as an attacker meets it: one host of the release in this JVM, started once, asked by
 * every role for everything. What looks for holes is shown to find those of {@code al.fole.leaky}.
 */
@NullMarked
package al.fole.itests.attacks;

import org.jspecify.annotations.NullMarked;
