// SPDX-License-Identifier: EUPL-1.2
/** Tests of the tests' own server. */
@NullMarked
package al.fole.testing;

import org.jspecify.annotations.NullMarked;
