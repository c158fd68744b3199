// SPDX-License-Identifier: EUPL-1.2
/** Actors and keys for tests that need no framework. */
@NullMarked
package al.fole.testing.fakes;

import org.jspecify.annotations.NullMarked;
