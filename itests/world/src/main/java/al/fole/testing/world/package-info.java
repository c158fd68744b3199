// SPDX-License-Identifier: EUPL-1.2
/** What the tests of every feature stand on: store, keys, access and the trail, all real. */
@NullMarked
package al.fole.testing.world;

import org.jspecify.annotations.NullMarked;
