// SPDX-License-Identifier: EUPL-1.2
/**
 * For a parent that is a plain Java program: {@link al.fole.embed.Fole#builder()} takes what the
 * parent lends (data directory, keys, DataSources, users, units, cases), starts the module in this
 * process, and gives back a handle: a servlet to mount, referrals, and close. Who uses it needs to
 * know nothing of OSGi; the parent's contract is {@link al.fole.spi.host}.
 */
@NullMarked
package al.fole.embed;

import org.jspecify.annotations.NullMarked;
