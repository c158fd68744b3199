// SPDX-License-Identifier: EUPL-1.2
/**
 * The module is updated while it is used: a host boots in the test's own JVM from the release's
 * Feature JSON, with the stand-in parent and a foreign bundle, and people work over HTTP meanwhile.
 */
@NullMarked
package al.fole.itests.live;

import org.jspecify.annotations.NullMarked;
