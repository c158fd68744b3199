// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.registry;

import org.osgi.annotation.versioning.ConsumerType;

/** The way to a module that takes a case over; an adapter implements it. */
@ConsumerType
public interface ModuleGate {

  /**
   * Refers the child of a case.
   *
   * @param token session of the user who refers
   * @return state code of the module
   * @throws IllegalStateException with one sentence when the module refuses or is absent
   */
  String refer(String token, UnifiedCase unifiedCase);
}
