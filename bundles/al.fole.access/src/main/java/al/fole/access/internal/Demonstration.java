// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Unit;
import java.util.List;

/** The units and accounts of demonstration mode: one account at least of each role with a login. */
final class Demonstration {

  /** An account of demonstration mode. */
  record Demonstrated(String name, String role, String unit) {}

  /** An institution of the State and a provider that is a non-profit organisation. */
  static final List<Unit> UNITS =
      List.of(
          new Unit("I-TIRANA", "INSTITUTION", null, null, "Shtëpia e Fëmijës (demonstrim)"),
          new Unit("P-TIRANA", "PROVIDER_NGO", null, null, "Fole për Çdo Fëmijë (demonstrim)"));

  static final List<Demonstrated> ACCOUNTS =
      List.of(
          new Demonstrated("pmf.tirana", "PMF", "B53"),
          new Demonstrated("pmf.shkoder", "PMF", "B48"),
          new Demonstrated("pmf.durres", "PMF", "B10"),
          new Demonstrated("head.tirana", "NJMF_HEAD", "B53"),
          new Demonstrated("head.shkoder", "NJMF_HEAD", "B48"),
          new Demonstrated("head.durres", "NJMF_HEAD", "B10"),
          new Demonstrated("nvnr.tirana", "NVNR_SW", "V53"),
          new Demonstrated("social.tirana", "BASHKI_SOC_DIR", "D53"),
          new Demonstrated("qark.tirana", "QARK_SW", "K-AL-11"),
          new Demonstrated("shssh.tirana", "SHSSH_REG", "Q-AL-11"),
          new Demonstrated("shssh.hq", "SHSSH_HQ", "N"),
          new Demonstrated("institution.tirana", "PROVIDER_HEAD", "I-TIRANA"),
          new Demonstrated("provider.tirana", "PROVIDER_CM", "P-TIRANA"),
          new Demonstrated("inspector", "INSPECTOR", "ISHPSHSH"),
          new Demonstrated("ashdmf", "ASHDMF_MON", "ASHDMF"),
          new Demonstrated("ministry", "MIN_POLICY", "MINISTRIA"),
          new Demonstrated("control", "SHSSH_CONTROL", "KONTROLLI"),
          new Demonstrated("statistics", "STAT_EXT", "STATISTIKA"),
          new Demonstrated("dpo", "DPO", "N"),
          new Demonstrated("admin", "SHSSH_ADMIN", "N"));

  private Demonstration() {}
}
