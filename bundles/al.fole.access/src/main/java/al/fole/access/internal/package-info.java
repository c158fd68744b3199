// SPDX-License-Identifier: EUPL-1.2
/**
 * Who may, and where. Decides three things. Who is asking: {@link AccessGate} turns the credentials
 * of each request into an actor, from a session of {@link Sessions} or from the parent's identity;
 * account state is read in every request and never cached. What he may: {@link RoleTable} answers
 * from the access matrix (nivelet e aksesit, VKM-2026 n.8), which is data. Which records: rows of
 * {@code access.scope}, asked by the predicate in each statement and, independently, by row-level
 * security (005_walls.sql). Accounts (llogari) belong to individuals and are kept by {@link
 * Accounts}. {@link Refusals} writes every refusal to the journal before it is thrown, and keeps a
 * flood of them from filling it.
 */
@NullMarked
package al.fole.access.internal;

import org.jspecify.annotations.NullMarked;
