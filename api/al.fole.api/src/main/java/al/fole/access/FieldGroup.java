// SPDX-License-Identifier: EUPL-1.2
package al.fole.access;

/** A group of fields (grupi i fushave) that is shown or not as one. */
public enum FieldGroup {
  /** Ids, state, dates and codes of the record: without it the record is not there. */
  RECORD,
  /** Names, personal number, birth date, own address and contact. */
  IDENTITY,
  /** Address and contact of a foster family (I-15). */
  PROTECTED_ADDRESS,
  HEALTH,
  COURT,
  FINANCE,
  BIOLOGICAL_FAMILY,
  FOSTER_FAMILY,
  /** Who referred the child. */
  REFERRER,
  ALLEGATION,
  ADOPTION,
  /** Free text of those who work with the child. */
  NOTES
}
