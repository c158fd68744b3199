// SPDX-License-Identifier: EUPL-1.2
/** Tests. */
@NullMarked
package al.fole.keys.internal;

import org.jspecify.annotations.NullMarked;
