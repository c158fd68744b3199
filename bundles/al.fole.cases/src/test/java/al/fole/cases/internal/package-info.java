// SPDX-License-Identifier: EUPL-1.2
@NullMarked
package al.fole.cases.internal;

import org.jspecify.annotations.NullMarked;
