// SPDX-License-Identifier: EUPL-1.2
/** A signer for tests: hosts take no release that nobody has signed, those of tests neither. */
@NullMarked
package al.fole.itests.signer;

import org.jspecify.annotations.NullMarked;
