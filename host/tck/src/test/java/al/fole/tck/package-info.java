// SPDX-License-Identifier: EUPL-1.2
/** The rules, against a parent that keeps them and others that each break one. */
@org.jspecify.annotations.NullMarked
package al.fole.tck;
