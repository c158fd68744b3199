// SPDX-License-Identifier: EUPL-1.2
/**
 * The reference host: one process with an OSGi framework, a PostgreSQL, the stand-in parent and
 * Fole. It brings libraries, platform and parent; the feature bundles are brought by {@code
 * al.fole.lifecycle}, as in any other parent.
 *
 * <p>Everything it needs to remember is in one data directory: {@code postgres} (data and
 * coordinates), {@code keys}, {@code log} (the published trail), {@code releases} (unpacked
 * bundles), {@code felix} (the framework's cache, made anew at each start), {@code logs}.
 */
@NullMarked
package al.fole.launcher;

import org.jspecify.annotations.NullMarked;
