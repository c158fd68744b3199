// SPDX-License-Identifier: EUPL-1.2
/**
 * The keys of an installation and all work with them. {@link al.fole.keys.internal.FileKeys} reads
 * the files, refuses the ones it cannot trust and never hands out their bytes outside this package;
 * the other classes are the services of {@code al.fole.keys}. Bouncy Castle is used through its
 * lightweight interface only: no provider is registered, so that nothing of this bundle stays
 * behind when it leaves.
 */
@NullMarked
package al.fole.keys.internal;

import org.jspecify.annotations.NullMarked;
