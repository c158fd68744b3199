// SPDX-License-Identifier: EUPL-1.2
/**
 * Who may, and where. Decides three things. Who is asking: {@link AccessGate} turns the credentials
 * of each request into an actor, from a session of {@link Sessions} or from the parent's identity;
 * account state is read in every request and never cached. What he may: {@link RoleTable} answers
 * from the access matrix (nivelet e aksesit, VKM-2026 n.8), which is data and changes by {@link
 * MatrixChanges}. Which records: rows of {@code access.scope}, asked by the predicate in each
 * statement and, independently, by row-level security. Accounts (llogari) belong to individuals
 * and are kept by {@link Accounts}; a session of one is opened by {@link SignIns} or {@link
 * SignOns}. Past the matrix lead {@link Overrides} (break-glass, judged by somebody else) and
 * {@link Seals} (unsealing, proposed by one and decided by another). {@link Refusals} writes every
 * refusal to the journal before it is thrown, and keeps a flood of them from filling it.
 */
@NullMarked
package al.fole.access.internal;

import org.jspecify.annotations.NullMarked;
