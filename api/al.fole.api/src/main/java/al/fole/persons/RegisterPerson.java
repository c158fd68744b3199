// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

/**
 * Enters a person into the register.
 *
 * @param identity what is known
 * @param provenance who gave it
 */
public record RegisterPerson(Identity identity, Provenance provenance) {}
