// SPDX-License-Identifier: EUPL-1.2
/**
 * {@code fole-operator.jar}: says what is in force on a running host, plans, applies and rolls back
 * releases, contracts the database, switches parts off and on. It knows nothing but the HTTP of
 * {@code /api/releases}; passwords come from files or the environment, never from an argument.
 */
@NullMarked
package al.fole.operator;

import org.jspecify.annotations.NullMarked;
