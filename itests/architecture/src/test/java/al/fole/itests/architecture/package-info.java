// SPDX-License-Identifier: EUPL-1.2
/** The laws of the house: each test states one and fails for the bundle that breaks it. */
@org.jspecify.annotations.NullMarked
package al.fole.itests.architecture;
