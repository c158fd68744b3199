// SPDX-License-Identifier: EUPL-1.2
/** Releases of a running host, ordered as its operator orders them. */
@NullMarked
package al.fole.itests.operator;

import org.jspecify.annotations.NullMarked;
