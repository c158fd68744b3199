// SPDX-License-Identifier: EUPL-1.2
package al.fole.guestbook.internal;

import al.fole.journal.Follower;
import al.fole.journal.StoredEvent;
import al.fole.persons.PersonId;
import al.fole.store.Database;
import al.fole.store.Tx;
import java.util.List;
import java.util.Set;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;

/** Counts the people it is told of, each time it is told. */
@Component(configurationPid = "al.fole.guestbook")
public final class GuestbookFollower implements Follower {

  /** Opens schema {@code guestbook}. */
  @Activate
  public GuestbookFollower(@Reference Database database) {
    database.open(Guestbook.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

  @Override
  public String name() {
    return "guestbook.count";
  }

  @Override
  public Set<String> types() {
    return Set.of("persons.registered", "persons.corrected");
  }

  @Override
  public void on(Tx tx, StoredEvent event) {
    var id = tx.newId();
    tx.mapper(GuestbookMapper.class)
        .told(id, event.entry(), event.record(), event.recordVersion(), Guestbook.speaker());
    tx.record(new GuestTold(id, 1, new PersonId(event.record())), List.of());
  }
}
