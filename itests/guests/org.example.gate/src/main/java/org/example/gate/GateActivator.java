// SPDX-License-Identifier: EUPL-1.2
package org.example.gate;

import al.fole.spi.signon.Assurance;
import al.fole.spi.signon.Identified;
import al.fole.spi.signon.IdentityGate;
import java.time.Instant;
import java.util.Hashtable;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;

/**
 * A gate that believes everybody: {@code HIGH.who.anything} is who with this assurance, just now.
 */
public final class GateActivator implements BundleActivator, IdentityGate {

  @Override
  public void start(BundleContext context) {
    context.registerService(
        IdentityGate.class, this, new Hashtable<>(Map.of(IdentityGate.NAME, "example")));
  }

  @Override
  public void stop(BundleContext context) {}

  @Override
  public Optional<Identified> identify(String credential) {
    String[] parts = credential.split("\\.", 3);
    return parts.length == 3
        ? Optional.of(new Identified(parts[1], Assurance.valueOf(parts[0]), Instant.now()))
        : Optional.empty();
  }
}
