// SPDX-License-Identifier: EUPL-1.2
/**
 * Writes the OSGi features (Compendium 159) of the release from what Maven resolved: the
 * dependencies of this module are the bundles, {@code src/main/features} says to which feature and
 * start level each belongs and how it is configured.
 */
@NullMarked
package al.fole.features;

import org.jspecify.annotations.NullMarked;
