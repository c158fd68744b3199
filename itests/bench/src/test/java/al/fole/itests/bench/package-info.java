// SPDX-License-Identifier: EUPL-1.2
/**
 * What the law costs, as ratios: each benchmark runs its variants in turn within one run and prints
 * the median of the ratios round by round, with their spread. Absolute figures belong to the
 * machine.
 */
@org.jspecify.annotations.NullMarked
package al.fole.itests.bench;
