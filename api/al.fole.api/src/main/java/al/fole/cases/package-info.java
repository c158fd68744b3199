// SPDX-License-Identifier: EUPL-1.2
/**
 * Cases (rastet): from the referral of a child through assessment and decisions to the end of the
 * care. {@code al.fole.cases} implements {@link al.fole.cases.Referrals}, {@link
 * al.fole.cases.Assessments} and {@link al.fole.cases.Cases}; families ask the last for what a
 * placement rests on, and it reacts when a child is placed.
 */
@Export
@Version("1.1.0")
@NullMarked
package al.fole.cases;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
