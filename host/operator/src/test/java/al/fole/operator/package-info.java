// SPDX-License-Identifier: EUPL-1.2
@NullMarked
package al.fole.operator;

import org.jspecify.annotations.NullMarked;
