// SPDX-License-Identifier: EUPL-1.2
package al.fole.journal;

import java.time.Instant;

/**
 * A signed state of the log.
 *
 * @param size number of entries
 * @param note C2SP signed note, with its signature lines
 * @param publishedAt real time
 */
public record Checkpoint(long size, String note, Instant publishedAt) {}
