// SPDX-License-Identifier: EUPL-1.2
/**
 * People (personat): children and adults, their identity and how they are found. {@code
 * al.fole.persons} implements {@link al.fole.persons.Persons}, {@link al.fole.persons.Protections}
 * and {@link al.fole.persons.Erasures}; the other features keep a {@link al.fole.persons.PersonId}
 * and ask here for what may be shown.
 */
@Export
@Version("1.2.0")
@NullMarked
package al.fole.persons;

import org.jspecify.annotations.NullMarked;
import org.osgi.annotation.bundle.Export;
import org.osgi.annotation.versioning.Version;
