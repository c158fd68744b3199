// SPDX-License-Identifier: EUPL-1.2
/** Tests on real servers and real processes. */
@NullMarked
package al.fole.database;

import org.jspecify.annotations.NullMarked;
