// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

/** What became of the offer of a case (gjendja e kalimit të rastit). The list grows. */
public enum TransferState {
  /** Waits for the receiving unit; the sending one stays responsible (në pritje). */
  OFFERED,
  /** The receiving unit is responsible (i pranuar). */
  ACCEPTED,
  /** The receiving unit said no (i refuzuar). */
  REFUSED,
  /** The sending unit took it back (i tërhequr). */
  WITHDRAWN
}
