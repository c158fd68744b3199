// SPDX-License-Identifier: EUPL-1.2
/** Somebody else's bundle in the parent: it imports {@code al.fole.spi} packages only. */
@NullMarked
package org.example.listener;

import org.jspecify.annotations.NullMarked;
