// SPDX-License-Identifier: EUPL-1.2
/**
 * What answers below {@code /api} when nobody else does: 503 for a part of the module that is
 * absent or paused, 404 for what never was. It depends on nothing but the HTTP service, so that it
 * stays through every pause of the rest.
 */
@NullMarked
package al.fole.fallback.internal;

import org.jspecify.annotations.NullMarked;
