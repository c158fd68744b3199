// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.event.Detail;
import al.fole.lifecycle.Operation;
import al.fole.store.Database;
import al.fole.store.Mode;
import al.fole.store.Schema;
import al.fole.store.Store;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The journal, for as long as the store is there. Lifecycle works without it and catches up. */
@Component(service = Trail.class, configurationPid = "al.fole.lifecycle")
public final class Trail {

  private final Store store;
  private final Mode mode;

  /** Keeps no tables: the journal is all. */
  @Activate
  public Trail(@Reference Database database) {
    store = database.open(Schema.of("lifecycle", Trail.class));
    mode = database.mode();
  }

  /** What the database was born for. */
  Mode mode() {
    return mode;
  }

  /** Writes the intent of a change; a second time it changes nothing. */
  void begun(Deed deed) {
    Operation change = deed.operation();
    var event =
        new ReleaseEvent.ChangeBegun(
            change.id(), 1, change.kind(), change.target(), change.digestBefore());
    store.write(deed.by().writing(change.id(), 1), tx -> tx.record(event, List.of()));
  }

  /** Writes the outcome; what was found after a crash was found by the system. */
  void ended(Deed deed) {
    Operation change = deed.operation();
    Doer by = change.recovered() ? Doer.job("lifecycle.recovery") : deed.by();
    var event =
        new ReleaseEvent.ChangeEnded(
            change.id(),
            2,
            change.kind(),
            Objects.requireNonNullElse(change.rule(), "OK"),
            change.release(),
            change.activation(),
            change.digestBefore(),
            change.digestAfter(),
            change.recovered());
    Map<String, String> said = new LinkedHashMap<>();
    if (change.en() != null) {
      said.put("reason", change.en());
    }
    if (!change.said().isEmpty()) {
      said.put("said", String.join("\n", change.said()));
    }
    List<Detail> details = said.isEmpty() ? List.of() : List.of(new Detail(change.id(), said));
    store.write(by.writing(change.id(), 2), tx -> tx.record(event, details));
  }
}
