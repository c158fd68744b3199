// SPDX-License-Identifier: EUPL-1.2
/** Stands in for access and keys: a caller by his name, digests without a secret. */
@NullMarked
package al.fole.itests.rest.caller;

import org.jspecify.annotations.NullMarked;
