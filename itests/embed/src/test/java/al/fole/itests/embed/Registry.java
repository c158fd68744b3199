// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.embed;

import al.fole.spi.Unit;
import al.fole.spi.host.ParentCases;
import al.fole.spi.host.ParentIdentities;
import al.fole.spi.host.ParentIdentity;
import al.fole.spi.host.ParentUnits;
import al.fole.spi.host.ReferralListener;
import al.fole.spi.host.ReferralStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/** The parent's own users, units and cases; it keeps them in memory, which is its own affair. */
final class Registry implements ParentIdentities, ParentUnits, ParentCases, ReferralListener {

  private static final List<Unit> UNITS =
      List.of(
          new Unit("B53", "NJMF", "53", "AL-11", "Njësia për Mbrojtjen e Fëmijës Tiranë"),
          new Unit("B48", "NJMF", "48", "AL-10", "Njësia për Mbrojtjen e Fëmijës Shkodër"),
          new Unit("Q-AL-11", "SHSSH_REG", null, "AL-11", "Drejtoria Rajonale Tiranë"),
          new Unit("N", "SHSSH_HQ", null, null, "Shërbimi Social Shtetëror"));

  private static final Map<String, ParentIdentity> USERS =
      Map.of(
          "registry.tirana", user("registry.tirana", "PMF", "B53"),
          "pmf.tirana", user("pmf.tirana", "PMF", "B53"),
          "pmf.shkoder", user("pmf.shkoder", "PMF", "B48"),
          "head.tirana", user("head.tirana", "NJMF_HEAD", "B53"),
          "shssh.tirana", user("shssh.tirana", "SHSSH_REG", "Q-AL-11"),
          "admin", user("admin", "MHSP_ADM", "N"));

  private final Map<String, ParentIdentity> sessions = new ConcurrentHashMap<>();
  private final Set<UUID> disabled = ConcurrentHashMap.newKeySet();
  private final Map<String, ReferralStatus> cases = new ConcurrentHashMap<>();
  private final Set<String> numbers = ConcurrentHashMap.newKeySet();
  private final AtomicInteger serial = new AtomicInteger();

  private static ParentIdentity user(String name, String role, String unit) {
    var id = UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8));
    return new ParentIdentity(id, role, unit);
  }

  /** A new session of a user. */
  String signIn(String name) {
    var token = UUID.randomUUID().toString();
    sessions.put(token, Optional.ofNullable(USERS.get(name)).orElseThrow());
    return token;
  }

  void signOut(String token) {
    sessions.remove(token);
  }

  void disable(String name) {
    disabled.add(Optional.ofNullable(USERS.get(name)).orElseThrow().id());
  }

  void enable(String name) {
    disabled.remove(Optional.ofNullable(USERS.get(name)).orElseThrow().id());
  }

  /** A new unified case. */
  String open() {
    var number = "E-%06d".formatted(serial.incrementAndGet());
    numbers.add(number);
    return number;
  }

  /** What the module has told of a case; empty before it did. */
  String told(String number) {
    var status = cases.get(number);
    return status == null ? "" : status.state();
  }

  @Override
  public Optional<ParentIdentity> identify(String token) {
    return Optional.ofNullable(sessions.get(token)).filter(user -> !disabled.contains(user.id()));
  }

  @Override
  public List<Unit> units() {
    return UNITS;
  }

  @Override
  public Optional<String> state(String number) {
    return numbers.contains(number) ? Optional.of("OPEN") : Optional.empty();
  }

  @Override
  public void changed(ReferralStatus status) {
    cases.merge(
        status.caseNumber(), status, (was, is) -> is.sequence() > was.sequence() ? is : was);
  }
}
