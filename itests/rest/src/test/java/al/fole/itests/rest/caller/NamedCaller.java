// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest.caller;

import al.fole.spi.Actor;
import java.nio.charset.StandardCharsets;
import java.security.Principal;
import java.util.UUID;

record NamedCaller(String name, String request) implements Actor, Principal {

  @Override
  public String getName() {
    return name;
  }

  @Override
  public UUID who() {
    return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
  }

  @Override
  public String role() {
    return "PMF";
  }

  @Override
  public String unit() {
    return "B11";
  }

  @Override
  public UUID session() {
    return who();
  }

  @Override
  public String purpose() {
    return "CASE_WORK";
  }

  @Override
  public String assurance() {
    return "PASSWORD";
  }
}
