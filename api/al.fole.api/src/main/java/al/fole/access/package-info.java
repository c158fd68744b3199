// SPDX-License-Identifier: EUPL-1.2
/**
 * Who may, and where. {@code al.fole.access} implements {@link al.fole.access.Access}; every
 * feature asks it before it reads or writes, and passes the {@link al.fole.access.Scope} into its
 * statements. Which role has which permission is data: a feature's migrations declare it
 * with {@code access.declare_grant}.
 */
@Export
@Version("1.1.0")
@NullMarked
package al.fole.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
