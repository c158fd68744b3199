// SPDX-License-Identifier: EUPL-1.2
/**
 * The PostgreSQL of the reference host: the embedded one or one given by its address, the login
 * roles of the module and of its parent, and the coordinates under which the parent finds them. For
 * hosts and tests; no bundle of the module imports this package.
 */
@NullMarked
package al.fole.database;

import org.jspecify.annotations.NullMarked;
