// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed;

import al.fole.spi.Problem;
import al.fole.spi.host.Referral;
import al.fole.spi.host.ReferralStatus;
import al.fole.spi.host.Referrals;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/** Referrals of whatever version of the module is in force; 503 while there is none. */
final class ReferralGate implements Referrals, AutoCloseable {

  private final ServiceTracker<Referrals, Referrals> there;

  ReferralGate(BundleContext context) {
    there = new ServiceTracker<>(context, Referrals.class, null);
    there.open();
  }

  @Override
  public ReferralStatus refer(String token, Referral referral) {
    return call(() -> present().refer(token, referral));
  }

  @Override
  public Optional<ReferralStatus> status(String caseNumber) {
    return call(() -> present().status(caseNumber));
  }

  private Referrals present() {
    Referrals now = there.getService();
    if (now == null) {
      throw Problem.unavailable("cases");
    }
    return now;
  }

  private static <T> T call(Callable<T> work) {
    try {
      return OwnLoader.call(work);
    } catch (RuntimeException e) {
      throw e;
    } catch (Exception e) {
      throw new IllegalStateException(e);
    }
  }

  @Override
  public void close() {
    there.close();
  }
}
