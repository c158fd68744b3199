// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import al.fole.spi.host.ParentCases;
import al.fole.spi.host.ParentDatabase;
import al.fole.spi.host.ParentIdentities;
import al.fole.spi.host.ParentUnits;
import al.fole.spi.host.ReferralListener;
import al.fole.spi.host.Referrals;
import java.util.Optional;

/**
 * A parent with what the rules ask of it: its side of the contract, and acts that its own people
 * would take. On test data only: the rules sign users in and out, disable one and refer a child.
 */
public interface ParentUnderTest {

  /** The parent's users. */
  ParentIdentities identities();

  /** A new session, each time of the same user, who has a role in the module. */
  String signIn();

  /** Ends a session, as its user does. */
  void signOut(String token);

  /** Disables the user of {@link #signIn}, as the parent's administrator does. */
  void disableUser();

  /** Lets the user of {@link #signIn} in again. */
  void enableUser();

  /** The parent's units. */
  ParentUnits units();

  /** The parent's unified cases. */
  ParentCases cases();

  /** Number of a unified case whose child has not been referred; a new one at each call. */
  String newCase();

  /** The module's database. */
  ParentDatabase database();

  /** Who is told of referrals. */
  ReferralListener listener();

  /** State of a referral as the parent keeps it; empty while it was told of none. */
  Optional<String> heard(String caseNumber);

  /**
   * Lets the place fail where the listener keeps what it is told, until the result is closed; empty
   * when that cannot be done, and then the rule is passed over.
   */
  Optional<AutoCloseable> outage();

  /**
   * Refers the child of a case, as the parent does when its user says so.
   *
   * @param module what the parent would have from the module
   * @param token session of the user
   * @return whether the parent now holds that the module has taken it up
   */
  boolean refer(Referrals module, String token, String caseNumber);
}
