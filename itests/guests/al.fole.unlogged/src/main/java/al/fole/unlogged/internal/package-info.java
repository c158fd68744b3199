// SPDX-License-Identifier: EUPL-1.2
/**
 * What the journal costs: the view of one person as {@code al.fole.persons} gives it, but without
 * the disclosure. Exists for the benchmark alone and is in no release.
 */
@org.jspecify.annotations.NullMarked
package al.fole.unlogged.internal;
