// SPDX-License-Identifier: EUPL-1.2
/**
 * The OSGi framework in a process and the release it runs: what the reference host, a program that
 * embeds the module, and the tests have in common.
 */
@NullMarked
package al.fole.embed.framework;

import org.jspecify.annotations.NullMarked;
