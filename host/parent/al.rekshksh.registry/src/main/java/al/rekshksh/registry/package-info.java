// SPDX-License-Identifier: EUPL-1.2
/**
 * A stand-in for the National Electronic Registry of Social Care Services (Regjistri Elektronik
 * Kombëtar i Shërbimeve të Kujdesit Shoqëror, VKM 136/2018). It is not part of Fole and knows
 * nothing of it; its adapter bundle uses this package to host the module.
 */
@Export
@Version("1.0.0")
@NullMarked
package al.rekshksh.registry;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
