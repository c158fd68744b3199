// SPDX-License-Identifier: EUPL-1.2
/** The driver, tested by itself. */
@NullMarked
package al.fole.itests.driver;

import org.jspecify.annotations.NullMarked;
