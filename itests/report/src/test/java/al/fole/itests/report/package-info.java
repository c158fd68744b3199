// SPDX-License-Identifier: EUPL-1.2
/** Writes the page of clauses at the end of the build. */
@org.jspecify.annotations.NullMarked
package al.fole.itests.report;
