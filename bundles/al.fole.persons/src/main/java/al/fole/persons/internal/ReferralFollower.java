// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.journal.Follower;
import al.fole.journal.StoredEvent;
import al.fole.spi.Ref;
import al.fole.spi.host.ReferralListener;
import al.fole.spi.host.ReferralStatus;
import al.fole.store.Database;
import al.fole.store.Tx;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;

/**
 * Tells the parent of each new state of a referral. While nobody listens it is not there, so that
 * the states wait in the log; when one of several listeners throws, all are told again.
 */
@Component(configurationPid = "al.fole.persons")
public final class ReferralFollower implements Follower {

  @Reference(
      cardinality = ReferenceCardinality.AT_LEAST_ONE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<ReferralListener> listeners = List.of();

  /** Opens schema {@code persons}. */
  @Activate
  public ReferralFollower(@Reference Database database) {
    database.open(PersonRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "persons.referral-told";
  }

  @Override
  public Set<String> types() {
    return Set.of(ReferralReceived.TYPE);
  }

  @Override
  public void on(Tx tx, StoredEvent event) {
    var status =
        new ReferralStatus(
            tx.mapper(ReferralMapper.class).caseNumber(event.record()),
            new Ref("referral", event.record()),
            ReferralReceived.STATE,
            event.at(),
            event.recordVersion());
    listeners.forEach(listener -> listener.changed(status));
  }
}
