// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi;

/**
 * A purpose of processing (qëllimi i përpunimit): a code, its legal ground and both labels. Which
 * role may declare which purpose is data.
 *
 * @param code upper case, for example {@code CASE_WORK}
 * @param ground article the purpose rests on, for example {@code VKM-2026 n.3/1/b}
 * @param sq Albanian label
 * @param en English label
 */
public record Purpose(String code, String ground, String sq, String en) {

  /** Work on a child's case: referral, assessment, plan, placement. */
  public static final String CASE_WORK = "CASE_WORK";

  /** Supervision and lists of the State Social Service. */
  public static final String SUPERVISION = "SUPERVISION";

  /** Administration of accounts; opens no case data. */
  public static final String ADMINISTRATION = "ADMINISTRATION";

  /** A named job of the system itself. */
  public static final String SYSTEM = "SYSTEM";
}
