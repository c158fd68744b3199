// SPDX-License-Identifier: EUPL-1.2
/**
 * The proof. Committed journal entries get their place in the log ({@link
 * al.fole.audit.internal.Sequencer}), the tree over them grows in tiles of 256, its root is signed
 * and only then published as static files. Nobody who holds database rights alone can change, drop,
 * reorder or insert an entry unseen afterwards (draft decision 2026, art. 8.1 and 11).
 *
 * <p>A row that does not hold (changed bytes, wrong seal, half a transaction) and a database that
 * contradicts a signed checkpoint stop the log with an alarm. Nothing wrong is ever given a place;
 * the register itself keeps working and keeps writing its journal, and the log goes on by itself
 * once the cause is mended.
 *
 * <p>A database that was set back behind a signed checkpoint stops it too, and there a person
 * decides: on the word of the keeper of the keys the log is frozen with a signed note, and a new
 * one begins whose first entry names the former log and what was lost ({@link
 * al.fole.audit.internal.Succession}, decision 0025).
 */
@NullMarked
package al.fole.audit.internal;

import org.jspecify.annotations.NullMarked;
