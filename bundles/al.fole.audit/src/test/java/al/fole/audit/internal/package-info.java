// SPDX-License-Identifier: EUPL-1.2
/** Tests on real PostgreSQL, and on trees made up. */
@NullMarked
package al.fole.audit.internal;

import org.jspecify.annotations.NullMarked;
