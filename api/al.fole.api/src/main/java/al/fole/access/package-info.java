// SPDX-License-Identifier: EUPL-1.2
/**
 * Who may, and where. {@code al.fole.access} implements {@link al.fole.access.Access}; every
 * feature asks it before it reads or writes, and passes the {@link al.fole.access.Scope} of the
 * permission into its statements. Who has which permission where, and which {@link
 * al.fole.access.FieldGroup} shows, is data: a feature's migrations declare its objects,
 * permissions and policies with {@code access.declare_object}, {@code access.declare_permission}
 * and {@code access.declare_policy}. What no row permits is denied.
 */
@Export
@Version("2.0.0")
@NullMarked
package al.fole.access;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
