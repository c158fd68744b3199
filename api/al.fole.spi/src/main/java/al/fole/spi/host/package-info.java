// SPDX-License-Identifier: EUPL-1.2
/**
 * Between the module and the system that hosts it, in one process. The parent implements the ◇
 * interfaces ({@link al.fole.spi.host.ParentIdentities}, {@link al.fole.spi.host.ParentUnits},
 * {@link al.fole.spi.host.ParentCases}, {@link al.fole.spi.host.ParentDatabase}, {@link
 * al.fole.spi.host.ReferralListener}) and registers them as services; Fole implements {@link
 * al.fole.spi.host.Referrals}. Frozen: a live update of the module never replaces it.
 */
@Export
@Version("1.0.0")
@NullMarked
package al.fole.spi.host;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
