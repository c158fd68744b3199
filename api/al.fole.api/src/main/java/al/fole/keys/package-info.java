// SPDX-License-Identifier: EUPL-1.2
/**
 * Work with secrets without holding one: subject keys, blind indexes, passwords, one-time codes,
 * sealed tokens, seals and signatures, and what others' signatures are worth. {@code al.fole.keys}
 * implements all of it and is the only home of keys and of Bouncy Castle; the platform bundles and
 * the features that keep encrypted fields use it.
 */
@Export
@Version("1.3.0")
@NullMarked
package al.fole.keys;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
