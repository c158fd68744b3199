// SPDX-License-Identifier: EUPL-1.2
/** What must hold of accounts, sessions, scope and refusals, on real PostgreSQL. */
@NullMarked
package al.fole.access.internal;

import org.jspecify.annotations.NullMarked;
