// SPDX-License-Identifier: EUPL-1.2
/**
 * Who may, proved: one reading of the two decisions, written beside the table and not from it, and
 * the three things that come out of the table, cell by cell. In the package of what it looks into.
 */
@org.jspecify.annotations.NullMarked
package al.fole.access.internal;
