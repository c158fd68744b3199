// SPDX-License-Identifier: EUPL-1.2
@NullMarked
package al.fole.population;

import org.jspecify.annotations.NullMarked;
