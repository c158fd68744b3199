// SPDX-License-Identifier: EUPL-1.2
package al.fole.guestbook.internal;

import al.fole.persons.PersonId;
import al.fole.persons.Persons;
import al.fole.spi.Problem;
import al.fole.store.Schema;
import al.fole.store.Tx;
import java.time.LocalDate;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.FrameworkUtil;

/** What the parts of the guestbook share. */
final class Guestbook {
  static final Schema SCHEMA = Schema.of("guestbook", Guestbook.class, GuestbookMapper.class);

  /** Information of this day is vetoed: how a test gives the command. */
  static final LocalDate CLOSED = LocalDate.of(2020, 2, 29);

  private Guestbook() {}

  /** The version of the bundle that speaks. */
  static String speaker() {
    return FrameworkUtil.getBundle(Guestbook.class).getVersion().toString();
  }

  /** Enters a visit of somebody whom persons knows, unless the book is closed. */
  static void visit(
      Tx tx,
      @Nullable Persons persons,
      PersonId person,
      long version,
      LocalDate informedOn,
      String reaction) {
    if (persons == null) {
      throw Problem.unavailable("persons");
    }
    if (informedOn.equals(CLOSED)) {
      throw Problem.of(
          Problem.Kind.CONFLICT,
          "guestbook-closed",
          "Libri i mysafirëve është mbyllur.",
          "The guestbook is closed.");
    }
    var facts = persons.facts(tx, person);
    tx.mapper(GuestbookMapper.class).visit(facts.id().value(), version, reaction, speaker());
  }
}
