// SPDX-License-Identifier: EUPL-1.2
/**
 * How every feature refuses and pages: named one-condition {@link al.fole.rules.Rule}s, what any
 * {@link al.fole.rules.Texts text}, {@link al.fole.rules.Days day}, {@link al.fole.rules.Code code}
 * and {@link al.fole.rules.Paging list} obeys, and the sealed {@link al.fole.rules.Cursor}. One
 * rule has one id, whatever feature asks it. Features use it; of {@link al.fole.rules.Code.Lists}
 * each brings its own.
 */
@Export
@Version("1.1.0")
@NullMarked
package al.fole.rules;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
