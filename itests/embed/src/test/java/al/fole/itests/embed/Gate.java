// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.embed;

import al.fole.spi.signon.Assurance;
import al.fole.spi.signon.Identified;
import al.fole.spi.signon.IdentityGate;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;

/** The parent's own identification: whoever brings a ticket is who is written on it. */
final class Gate implements IdentityGate {
  static final String TICKET = "bileta-";
  private final List<String> asked = new CopyOnWriteArrayList<>();

  @Override
  public Optional<Identified> identify(String credential) {
    asked.add(credential);
    return credential.startsWith(TICKET)
        ? Optional.of(new Identified(credential, Assurance.HIGH, Instant.now()))
        : Optional.empty();
  }

  /** The credentials it was asked about. */
  List<String> asked() {
    return List.copyOf(asked);
  }
}
