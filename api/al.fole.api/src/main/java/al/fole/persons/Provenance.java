// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import java.time.LocalDate;

/**
 * Who gave the information and when it was so.
 *
 * @param provider {@code APPLICANT}, {@code FOSTER_FAMILY}, {@code BIOLOGICAL_PARENT}, {@code
 *     CHILD}, {@code SOCIAL_WORKER}, {@code CASE_MANAGER} or {@code PARENT_REGISTER}
 * @param on business date; not in the future
 */
public record Provenance(String provider, LocalDate on) {}
