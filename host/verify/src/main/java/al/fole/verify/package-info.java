// SPDX-License-Identifier: EUPL-1.2
/**
 * Verifies the trail without the system that wrote it: reads api/ENTRY-FORMAT-1.md's files from a
 * directory and shares no code with the bundles. JDK and Bouncy Castle only.
 */
@NullMarked
package al.fole.verify;

import org.jspecify.annotations.NullMarked;
