// SPDX-License-Identifier: EUPL-1.2
/**
 * A feature with holes on purpose: routes and a statement nobody declared, a record anybody may
 * read and change in every field, a child's data shown to whoever asks, a question that betrays who
 * is there. Tests bring it into a running host to see that what looks for such holes finds them; it
 * is in no release.
 */
@NullMarked
package al.fole.leaky.internal;

import org.jspecify.annotations.NullMarked;
