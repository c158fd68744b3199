// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import al.fole.spi.host.ParentCases;
import al.fole.spi.host.ParentDatabase;
import al.fole.spi.host.ParentIdentities;
import al.fole.spi.host.ParentUnits;
import al.fole.spi.host.ReferralListener;
import al.fole.spi.host.Referrals;
import java.util.Optional;

/** Like a parent that is right, but for what is altered. */
class Altered implements ParentUnderTest {
  final ParentUnderTest right;

  Altered(ParentUnderTest right) {
    this.right = right;
  }

  @Override
  public ParentIdentities identities() {
    return right.identities();
  }

  @Override
  public String signIn() {
    return right.signIn();
  }

  @Override
  public void signOut(String token) {
    right.signOut(token);
  }

  @Override
  public void disableUser() {
    right.disableUser();
  }

  @Override
  public void enableUser() {
    right.enableUser();
  }

  @Override
  public ParentUnits units() {
    return right.units();
  }

  @Override
  public ParentCases cases() {
    return right.cases();
  }

  @Override
  public String newCase() {
    return right.newCase();
  }

  @Override
  public ParentDatabase database() {
    return right.database();
  }

  @Override
  public ReferralListener listener() {
    return right.listener();
  }

  @Override
  public Optional<String> heard(String caseNumber) {
    return right.heard(caseNumber);
  }

  @Override
  public Optional<AutoCloseable> outage() {
    return right.outage();
  }

  @Override
  public boolean refer(Referrals module, String token, String caseNumber) {
    return right.refer(module, token, caseNumber);
  }
}
