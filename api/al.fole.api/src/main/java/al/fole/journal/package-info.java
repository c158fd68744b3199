// SPDX-License-Identifier: EUPL-1.2
/**
 * The trail: one append-only table that is case history, audit trail and outbox at once. {@code
 * al.fole.audit} implements {@link al.fole.journal.Journal}; features and connectors implement
 * {@link al.fole.journal.Follower}. The bytes are described in api/ENTRY-FORMAT-1.md.
 */
@Export
@Version("1.0.0")
@NullMarked
package al.fole.journal;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
