// SPDX-License-Identifier: EUPL-1.2
/**
 * The root vocabulary: who acts ({@link al.fole.spi.Actor}), where ({@link al.fole.spi.Unit}), what
 * a record is called ({@link al.fole.spi.Ref}) and how a refusal is said ({@link
 * al.fole.spi.Problem}). Every bundle of Fole and every foreign bundle may import it; Fole
 * implements its interfaces. Frozen: it grows by new packages in new bundles.
 */
@Export
@Version("1.0.0")
@NullMarked
package al.fole.spi;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
