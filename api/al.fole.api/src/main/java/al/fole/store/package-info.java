// SPDX-License-Identifier: EUPL-1.2
/**
 * The commit. {@code al.fole.store} implements {@link al.fole.store.Database}; every bundle that
 * keeps data opens its schema with it and then reads and writes through {@link
 * al.fole.store.Store}. Features implement {@link al.fole.store.Reaction}. Raising this package is
 * a platform change.
 */
@Export
@Version("1.1.0")
@NullMarked
package al.fole.store;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
