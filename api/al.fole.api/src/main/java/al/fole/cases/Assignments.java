// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases;

import al.fole.spi.Actor;
import al.fole.store.Receipt;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * In whose hands a case is: the worker it is assigned to and the provider it is entrusted to.
 * Access follows: whoever had it before no longer reaches the case. The unit that is responsible,
 * always exactly one (I-22), changes by {@link Transfers}. Refuses like {@link Cases}.
 */
@ProviderType
public interface Assignments {

  /**
   * Assigns a case to a worker of its unit, or to nobody.
   *
   * @throws al.fole.spi.Problem INVALID {@code worker-unknown} unless the account works in the
   *     responsible unit
   */
  Receipt assign(Actor actor, CaseId id, AssignWorker command);

  /**
   * Entrusts a case to an institution or another provider of the service, or to none.
   *
   * @throws al.fole.spi.Problem INVALID {@code provider-unknown} unless the unit is one
   */
  Receipt entrust(Actor actor, CaseId id, EntrustProvider command);

  /**
   * A worker is in charge.
   *
   * @param expected version the actor has seen
   * @param worker account, or null for nobody
   */
  record AssignWorker(long expected, @Nullable UUID worker) {}

  /**
   * A provider is in charge.
   *
   * @param expected version the actor has seen
   * @param unit code of an institution or provider, or null for none
   */
  record EntrustProvider(long expected, @Nullable String unit) {}
}
