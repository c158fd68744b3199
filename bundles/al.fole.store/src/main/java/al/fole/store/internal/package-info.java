// SPDX-License-Identifier: EUPL-1.2
/**
 * The commit. {@link al.fole.store.internal.Transactions} runs a feature's lambda with a {@code Tx}
 * in hand, lets the reactions speak, and sends rows and journal entries off together: {@link
 * al.fole.store.internal.Leaf} writes an entry's bytes, {@link al.fole.store.internal.NodeLedger}
 * numbers transactions so that a hole is always explained, {@link
 * al.fole.store.internal.JournalBatch} appends everything in the statement that carries COMMIT.
 * {@link al.fole.store.internal.Notices} does the same for reads and refusals, many at once. {@link
 * al.fole.store.internal.Deliveries} leads followers through the log. {@link
 * al.fole.store.internal.PostgresDatabase} holds the parts together; only {@link
 * al.fole.store.internal.StoreActivation}, and {@link al.fole.store.internal.Script} for the files
 * of another bundle, know OSGi. At COMMIT the database itself asks each changed row of a watched
 * table for its entry; {@link al.fole.store.internal.Comparison} looks whether it still does. This
 * bundle is the home of MyBatis, JDBC, the pools and the migrations.
 */
@NullMarked
package al.fole.store.internal;

import org.jspecify.annotations.NullMarked;
