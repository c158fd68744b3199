// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing.fakes;

import al.fole.access.Claimed;
import al.fole.spi.Actor;
import al.fole.spi.Purpose;
import java.util.Map;
import java.util.UUID;

/** Somebody who acts in a test: {@code TestActor.of("PMF", "B11")}. */
public record TestActor(
    UUID who,
    String role,
    String unit,
    UUID session,
    String purpose,
    String assurance,
    String request)
    implements Actor {

  /** The purpose a role declares when it says none, where that is not case work. */
  private static final Map<String, String> USUAL =
      Map.ofEntries(
          Map.entry("SHSSH_REG", Purpose.SUPERVISION),
          Map.entry("SHSSH_HQ", Purpose.SUPERVISION),
          Map.entry("SHSSH_ADMIN", Purpose.ADMINISTRATION),
          Map.entry("BASHKI_SOC_DIR", Purpose.SUPERVISION),
          Map.entry("SHSSH_CONTROL", "CONTROL"),
          Map.entry("PROVIDER_HEAD", "SERVICE"),
          Map.entry("PROVIDER_CM", "SERVICE"),
          Map.entry("INSPECTOR", "INSPECTION"),
          Map.entry("ASHDMF_MON", "MONITORING"),
          Map.entry("MIN_POLICY", "POLICY"),
          Map.entry("STAT_EXT", "STATISTICS"),
          Map.entry("DPO", "DATA_PROTECTION"));

  /** An account with a session of its own, for the usual purpose of its role. */
  public static TestActor of(String role, String unit) {
    return make(role, unit, USUAL.getOrDefault(role, Purpose.CASE_WORK), "PASSWORD");
  }

  /** The same account with another declared purpose. */
  public TestActor declaring(String other) {
    return new TestActor(who, role, unit, session, other, assurance, request);
  }

  /** A job of the system: works under the jobs role. */
  public static TestActor system() {
    return make("SYSTEM", "N", Purpose.SYSTEM, "SYSTEM");
  }

  private static TestActor make(String role, String unit, String purpose, String assurance) {
    return new TestActor(
        UUID.randomUUID(),
        role,
        unit,
        UUID.randomUUID(),
        purpose,
        assurance,
        UUID.randomUUID().toString());
  }

  /** The same actor with an idempotency claim: digests of 32 bytes. */
  public Claimed claiming(byte[] claim, byte[] body) {
    return new Claiming(this, claim, body);
  }

  private record Claiming(TestActor actor, byte[] claim, byte[] body) implements Claimed {
    @Override
    public UUID who() {
      return actor.who();
    }

    @Override
    public String role() {
      return actor.role();
    }

    @Override
    public String unit() {
      return actor.unit();
    }

    @Override
    public UUID session() {
      return actor.session();
    }

    @Override
    public String purpose() {
      return actor.purpose();
    }

    @Override
    public String assurance() {
      return actor.assurance();
    }

    @Override
    public String request() {
      return actor.request();
    }
  }
}
