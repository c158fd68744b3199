// SPDX-License-Identifier: EUPL-1.2
/** Hosts as processes: started from the built archive, waited for, ended or killed. */
@NullMarked
package al.fole.itests.process;

import org.jspecify.annotations.NullMarked;
