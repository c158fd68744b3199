// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import static java.util.Objects.requireNonNullElse;

import al.fole.access.Access;
import al.fole.access.FieldGroup;
import al.fole.access.Permission;
import al.fole.access.Scope;
import al.fole.cases.CaseId;
import al.fole.cases.PastState;
import al.fole.cases.internal.CaseHistory.History;
import al.fole.journal.Entry;
import al.fole.journal.Journal;
import al.fole.rules.Rule;
import al.fole.spi.Actor;
import al.fole.store.ReadTx;
import al.fole.store.Store;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** What became of a case, from its entries: told as they are, or as of a day. */
final class HistoryLists {
  private static final Permission VIEW = new Permission("cases.view");
  private static final Permission HISTORY = new Permission("cases.history");
  private static final int LIMIT = 1_000;

  private final Store store;
  private final Access access;
  private final Journal journal;

  HistoryLists(Store store, Access access, Journal journal) {
    this.store = store;
    this.access = access;
    this.journal = journal;
  }

  /** Oldest first, as far as the caller reads them; empty when the case is not there for him. */
  Optional<List<Entry>> entries(Actor actor, CaseId id) {
    return read(actor, HISTORY, id, "cases.history-viewed")
        .map(it -> HistoryViews.as(it.reads(), it.oldest()));
  }

  /** The state on a day; empty when the case is not there for him, nor was his unit's then. */
  Optional<PastState> on(Actor actor, CaseId id, LocalDate day) {
    return read(actor, VIEW, id, "cases.past-viewed")
        .or(() -> former(actor, id, day))
        .map(
            history -> {
              Rule.check(CaseHistory.WHOLE, history);
              LocalDate today = store.read(actor, ReadTx::today);
              var told = HistoryViews.as(history.reads(), history.oldest());
              return CaseHistory.on(id, told, day, today);
            });
  }

  /**
   * What a unit that has handed the case over still reads: its own period, as it knew it then.
   * Where the child lived is told to whoever reads that of his own unit's cases.
   */
  private Optional<History> former(Actor actor, CaseId id, LocalDate day) {
    Scope past = access.scope(actor, HISTORY);
    boolean fosterFamily = access.shows(actor, VIEW, FieldGroup.FOSTER_FAMILY);
    return store.read(
        actor,
        tx -> {
          if (!tx.mapper(HandsMapper.class).formerly(id, past.former())) {
            return Optional.empty();
          }
          var oldest = journal.history(tx, id.ref(), LIMIT);
          var reads = new Reads(false, false, fosterFamily);
          Optional<History> own =
              History.transfer(oldest, past.former())
                  .map(
                      it -> {
                        CaseHistory.OWN_PERIOD.require(
                            new CaseHistory.Own(day, CaseHistory.date(it)));
                        return History.until(it, oldest, reads);
                      });
          own.ifPresent(
              it -> tx.disclose(CaseViews.disclosed("cases.past-viewed", id.ref(), it.child())));
          return own;
        });
  }

  private Optional<History> read(Actor actor, Permission permission, CaseId id, String type) {
    Scope scope = access.scope(actor, permission);
    Scope shown = access.scope(actor, VIEW);
    return store.read(
        actor,
        tx -> {
          var mapper = tx.mapper(CaseMapper.class);
          CareCase one = mapper.byId(id, scope);
          if (one == null) {
            return Optional.empty();
          }
          tx.disclose(CaseViews.disclosed(type, id.ref(), one.child()));
          var oldest = journal.history(tx, id.ref(), LIMIT);
          var reads = requireNonNullElse(mapper.reads(id, shown), Reads.NOTHING);
          return Optional.of(new History(oldest, one.version(), reads));
        });
  }
}
