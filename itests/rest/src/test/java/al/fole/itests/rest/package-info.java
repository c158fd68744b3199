// SPDX-License-Identifier: EUPL-1.2
/** A framework with the libraries of the release, rest, fallback and a sample feature. */
@NullMarked
package al.fole.itests.rest;

import org.jspecify.annotations.NullMarked;
