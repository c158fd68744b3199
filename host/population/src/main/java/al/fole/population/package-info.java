// SPDX-License-Identifier: EUPL-1.2
/**
 * A synthetic Albanian population, the same for the same seed: for demonstrations, tests and
 * benchmarks. Nobody in it exists; names are common ones, telephone numbers lie in an unused block.
 */
@NullMarked
package al.fole.population;

import org.jspecify.annotations.NullMarked;
