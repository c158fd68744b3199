// SPDX-License-Identifier: EUPL-1.2
@NullMarked
package al.fole.families.internal;

import org.jspecify.annotations.NullMarked;
