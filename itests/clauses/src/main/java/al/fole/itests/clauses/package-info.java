// SPDX-License-Identifier: EUPL-1.2
/**
 * Tests that prove a clause carry {@link al.fole.itests.clauses.Clause}; what they said is gathered
 * while they run, and the page puts it beside the list of all clauses.
 */
@NullMarked
package al.fole.itests.clauses;

import org.jspecify.annotations.NullMarked;
