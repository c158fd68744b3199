// SPDX-License-Identifier: EUPL-1.2
/**
 * What a part tells the person who runs the host. The platform bundles implement {@link
 * al.fole.operations.Figures} for what they alone know; {@code al.fole.operations} shows it in the
 * text format of Prometheus.
 */
@Export
@Version("1.0.0")
@NullMarked
package al.fole.operations;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
