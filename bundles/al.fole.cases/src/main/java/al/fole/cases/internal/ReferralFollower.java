// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

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
 * Tells the parent of each new state of a referral it made. While nobody listens it is not there,
 * so that the states wait in the log; when one of several listeners throws, all are told again.
 */
@Component(configurationPid = "al.fole.cases")
public final class ReferralFollower implements Follower {

  /** Referrals of the first release were persons' and knew one state. */
  private static final String FORMERLY = "persons.referral-received";

  @Reference(
      cardinality = ReferenceCardinality.AT_LEAST_ONE,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  volatile List<ReferralListener> listeners = List.of();

  /** Opens schema {@code cases}. */
  @Activate
  public ReferralFollower(@Reference Database database) {
    database.open(CaseRows.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "cases.referral-told";
  }

  @Override
  public Set<String> types() {
    return Set.of(
        FORMERLY,
        "cases.referral-received",
        "cases.referral-screened",
        "cases.referral-answered",
        "cases.referral-progressed");
  }

  @Override
  public void on(Tx tx, StoredEvent event) {
    String caseNumber = tx.mapper(ReferralMapper.class).caseNumber(event.record());
    if (caseNumber == null) {
      return; // a worker's: no parent waits for it
    }
    var status =
        new ReferralStatus(
            caseNumber,
            new Ref("referral", event.record()),
            event.facts().getOrDefault("state", CareReferral.RECEIVED),
            event.at(),
            event.recordVersion());
    listeners.forEach(listener -> listener.changed(status));
  }
}
