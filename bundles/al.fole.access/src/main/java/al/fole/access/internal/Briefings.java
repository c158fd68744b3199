// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Actor;
import al.fole.store.Receipt;
import al.fole.store.Store;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What a user reads and accepts himself; nobody accepts for another. */
@Component(service = Briefings.class, configurationPid = "al.fole.access")
public final class Briefings {

  private final Store store;

  /** Keeps acceptances in the schema. */
  @Activate
  public Briefings(@Reference AccessSchema schema) {
    this(schema.store());
  }

  Briefings(Store store) {
    this.store = store;
  }

  /** The texts in force. */
  List<Briefing> inForce(Actor actor) {
    return store.read(actor, tx -> tx.mapper(AccountMapper.class).briefings(tx.today()));
  }

  /** The actor accepts the text in force. */
  Receipt accept(Actor actor, Briefing.Kind kind, AcceptBriefing command) {
    return store.write(
        actor,
        tx -> {
          var accounts = tx.mapper(AccountMapper.class);
          var text =
              accounts.briefings(tx.today()).stream()
                  .filter(each -> each.kind() == kind)
                  .filter(each -> each.version().equals(command.version()))
                  .findFirst()
                  .orElseThrow(AccessRules::briefingOutdated);
          var change =
              accounts
                  .account(actor.who(), tx.now())
                  .orElseThrow(() -> AccessRules.forbidden("access.briefing"))
                  .accept(text, tx.now());
          Accounts.one(accounts.update(change.state()));
          return tx.record(change);
        });
  }
}
