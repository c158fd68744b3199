// SPDX-License-Identifier: EUPL-1.2
/** Somebody else's bundle: it imports {@code al.fole.spi.signon} only. */
@NullMarked
package org.example.gate;

import org.jspecify.annotations.NullMarked;
