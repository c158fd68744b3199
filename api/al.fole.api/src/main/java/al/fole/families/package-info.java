// SPDX-License-Identifier: EUPL-1.2
/**
 * Foster families (familjet kujdestare): application, assessment, approval, places, and the
 * children placed with them. {@code al.fole.families} implements {@link al.fole.families.Families};
 * cases react when a child is placed or a placement ends.
 */
@Export
@Version("1.1.0")
@NullMarked
package al.fole.families;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
