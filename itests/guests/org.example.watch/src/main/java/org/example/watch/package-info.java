// SPDX-License-Identifier: EUPL-1.2
/** Somebody else's bundle: tells over JMX what happens to bundles, and asks lifecycle as told. */
@NullMarked
package org.example.watch;

import org.jspecify.annotations.NullMarked;
