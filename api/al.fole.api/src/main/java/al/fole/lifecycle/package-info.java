// SPDX-License-Identifier: EUPL-1.2
/**
 * Update of the running module. {@code al.fole.lifecycle} implements {@link
 * al.fole.lifecycle.Releases}; the reference host and an operator's tool use it.
 */
@Export
@Version("1.1.0")
@NullMarked
package al.fole.lifecycle;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
