// SPDX-License-Identifier: EUPL-1.2
/** The page notices what must not be. */
@org.jspecify.annotations.NullMarked
package al.fole.itests.clauses;
