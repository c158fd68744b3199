// SPDX-License-Identifier: EUPL-1.2
/**
 * A guestbook: a small feature that exists for the tests only. It has a schema of its own, consumes
 * persons, reacts to their events in the same transaction and may veto them, follows them after
 * their commit, and writes down every single time it is called: a second effect is a second row.
 */
@NullMarked
package al.fole.guestbook.internal;

import org.jspecify.annotations.NullMarked;
