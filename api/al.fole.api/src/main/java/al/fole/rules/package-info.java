// SPDX-License-Identifier: EUPL-1.2
/**
 * How every feature refuses and pages: named one-condition {@link al.fole.rules.Rule}s, what any
 * {@link al.fole.rules.Texts text} obeys, and the sealed {@link al.fole.rules.Cursor} of a list.
 * Features use it; nobody implements it.
 */
@Export
@Version("1.0.0")
@NullMarked
package al.fole.rules;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
