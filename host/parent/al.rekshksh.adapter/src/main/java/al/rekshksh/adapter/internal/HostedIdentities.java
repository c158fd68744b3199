// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.adapter.internal;

import al.fole.spi.Unit;
import al.fole.spi.host.ParentCases;
import al.fole.spi.host.ParentIdentities;
import al.fole.spi.host.ParentIdentity;
import al.fole.spi.host.ParentUnits;
import al.rekshksh.registry.NationalRegistry;
import java.util.List;
import java.util.Optional;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Lends the registry's users, units and unified cases to the module. */
@Component
public final class HostedIdentities implements ParentIdentities, ParentUnits, ParentCases {
  private final NationalRegistry registry;

  /** Speaks for the registry. */
  @Activate
  public HostedIdentities(@Reference NationalRegistry registry) {
    this.registry = registry;
  }

  @Override
  public Optional<ParentIdentity> identify(String token) {
    return registry.user(token).map(u -> new ParentIdentity(u.id(), u.role(), u.unit()));
  }

  @Override
  public List<Unit> units() {
    return registry.units().stream()
        .map(u -> new Unit(u.code(), u.kind(), u.municipality(), u.qark(), u.name()))
        .toList();
  }

  @Override
  public Optional<String> state(String number) {
    return registry.unifiedCase(number).map(c -> c.moduleState() == null ? "UNIFIED" : "REFERRED");
  }
}
