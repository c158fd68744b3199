// SPDX-License-Identifier: EUPL-1.2
/**
 * The numbered points that a change passes on its way from the first statement to the published
 * checkpoint, and how a test makes it stand still at one of them. The store, the keys and the audit
 * pass them; nobody else uses them (decision 0032).
 */
@Export
@Version("1.0.0")
@NullMarked
package al.fole.steps;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
