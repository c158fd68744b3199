// SPDX-License-Identifier: EUPL-1.2
/** What is asked of the tables of all features together, as their migrations leave them. */
@NullMarked
package al.fole.itests.schema;

import org.jspecify.annotations.NullMarked;
