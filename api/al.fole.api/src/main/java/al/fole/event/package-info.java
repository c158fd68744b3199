// SPDX-License-Identifier: EUPL-1.2
/**
 * What happened: the vocabulary of the trail. Features implement {@link al.fole.event.Event} with
 * records; {@code al.fole.store} writes them down. An event carries ids, codes, dates and the
 * municipality, never a name, number, address or free text: those go into {@link
 * al.fole.event.Detail}s, encrypted under the key of the person they speak about.
 */
@Export
@Version("1.2.0")
@NullMarked
package al.fole.event;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
