// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.time.Instant;
import java.util.UUID;

/**
 * Somebody saw a person's data.
 *
 * @param entry the journal entry that says so; proofs are asked for by it
 * @param at real time
 * @param actor account
 * @param role in which role
 * @param unit for which unit; empty where somebody has hidden where the person lives, for whoever
 *     may not read that
 * @param purpose declared purpose
 * @param type what was seen, for example {@code persons.read}
 * @param ground article of law
 */
public record Disclosure(
    UUID entry,
    Instant at,
    UUID actor,
    String role,
    String unit,
    String purpose,
    String type,
    String ground) {}
