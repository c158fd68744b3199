// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * Stops an account for a time (pezullim i përkohshëm, VKM-2026 n.11/4/b).
 *
 * @param reason free text; goes into the journal encrypted
 * @param until when it ends by itself, to the second and in the future; without it an administrator
 *     ends it
 */
record SuspendAccount(String reason, @Nullable Instant until) {

  SuspendAccount {
    reason = new Reason(reason).reason();
  }
}
