// SPDX-License-Identifier: EUPL-1.2
/**
 * The PostgreSQL of the tests: one server per build, shared by the test processes of all modules,
 * and a database of its own for whoever asks.
 */
@NullMarked
package al.fole.testing;

import org.jspecify.annotations.NullMarked;
