// SPDX-License-Identifier: EUPL-1.2
/** Actors, keys and a time-stamp authority for tests that need no framework. */
@NullMarked
package al.fole.testing.fakes;

import org.jspecify.annotations.NullMarked;
