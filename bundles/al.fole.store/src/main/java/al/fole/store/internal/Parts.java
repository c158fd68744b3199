// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

/** What every transaction works with. */
record Parts(Mappers mappers, SubjectKeys subjects) {}
