// SPDX-License-Identifier: EUPL-1.2
/** The commit, tried on a real PostgreSQL. */
@NullMarked
package al.fole.store.internal;

import org.jspecify.annotations.NullMarked;
