// SPDX-License-Identifier: EUPL-1.2
/**
 * Foster families (familjet kujdestare, VKM 2026 n.3/2/a) and the children placed with them
 * (fëmijët e vendosur, n.3/2/b).
 *
 * <p>Decides who may take how many children of which ages in which form of care, and until when: a
 * family applies, is assessed, and is approved by somebody who did not assess it (I-20). Approval
 * gives it places; a place is a row and its use a unique index (I-04). A child lives in one family
 * at a time (I-01), only while the family is approved for that care (I-03) and on a decision in
 * force (I-06); the child's case moves in the same transaction. api/INVARIANTS.md says which rule
 * stands in the domain and which constraint holds it in PostgreSQL.
 *
 * <p>People are ids here; texts are sealed under the key of the family's first adult.
 */
@NullMarked
package al.fole.families.internal;

import org.jspecify.annotations.NullMarked;
