// SPDX-License-Identifier: EUPL-1.2
/** A feature as a feature's author writes it, with records of every kind. */
@NullMarked
package al.fole.itests.rest.sample;

import org.jspecify.annotations.NullMarked;
