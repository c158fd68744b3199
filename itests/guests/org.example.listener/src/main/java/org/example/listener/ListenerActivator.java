// SPDX-License-Identifier: EUPL-1.2
package org.example.listener;

import al.fole.spi.host.ReferralListener;
import al.fole.spi.host.ReferralStatus;
import al.fole.spi.host.Referrals;
import java.util.Hashtable;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.UnaryOperator;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.util.tracker.ServiceTracker;

/**
 * Hears of referrals and asks for their status. Registers a {@link UnaryOperator} with the property
 * {@code listener=org.example} through which a test, which shares no class with it, sees both: a
 * case number goes in, {@code heard=… asked=…} comes out.
 */
public final class ListenerActivator implements BundleActivator, ReferralListener {
  private final Set<String> heard = ConcurrentHashMap.newKeySet();

  @Override
  public void start(BundleContext context) {
    var referrals = new ServiceTracker<Referrals, Referrals>(context, Referrals.class, null);
    referrals.open();
    context.registerService(ReferralListener.class, this, new Hashtable<>());
    UnaryOperator<String> window =
        number ->
            "heard=" + heard.contains(number) + " asked=" + ask(referrals.getService(), number);
    context.registerService(
        UnaryOperator.class, window, new Hashtable<>(Map.of("listener", "org.example")));
  }

  @Override
  public void stop(BundleContext context) {}

  @Override
  public void changed(ReferralStatus status) {
    heard.add(status.caseNumber());
  }

  private static String ask(@org.jspecify.annotations.Nullable Referrals referrals, String number) {
    return referrals == null
        ? "nobody"
        : referrals.status(number).map(ReferralStatus::state).orElse("unknown");
  }
}
