// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.access.Scope;
import al.fole.keys.SubjectKey;
import al.fole.keys.Vault;
import al.fole.persons.PersonId;
import al.fole.persons.Provenance;
import al.fole.persons.internal.PersonMapper.Sought;
import al.fole.rules.Code;
import al.fole.store.ReadTx;
import al.fole.store.Schema;
import al.fole.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** Where a person is sealed into his row and opened again, and his indexes are kept true. */
final class PersonRows {
  static final Schema SCHEMA = Schema.of("persons", PersonRows.class, PersonMapper.class);

  private final SearchTokens tokens;

  PersonRows(Vault vault) {
    tokens = new SearchTokens(vault);
  }

  /** The number is another person's, in or out of the caller's scope. */
  static final class NumberTaken extends RuntimeException {
    private static final long serialVersionUID = 1L;
    final String blind;

    NumberTaken(String blind) {
      super("the number is taken", null, false, false);
      this.blind = blind;
    }
  }

  SearchTokens tokens() {
    return tokens;
  }

  /**
   * Enters somebody new, who must be in a unit's scope by now.
   *
   * @throws NumberTaken when it is no one new
   */
  void enter(Tx tx, Person person) {
    var mapper = tx.mapper(PersonMapper.class);
    claim(mapper, person);
    requireCodes(tx, person);
    mapper.insert(SealedPerson.of(person, tx.key(person.id().value())));
    mapper.index(person.id().value(), tokens.names(person.identity()));
  }

  /**
   * Writes the new state of somebody {@link #locked}.
   *
   * @throws NumberTaken when the new number is another's
   */
  void replace(Tx tx, Person before, Person after, Scope scope) {
    var mapper = tx.mapper(PersonMapper.class);
    UUID id = after.id().value();
    String number = before.identity().personalNumber();
    if (number != null && !number.equals(after.identity().personalNumber())) {
      mapper.release(id);
      number = null;
    }
    if (number == null) {
      claim(mapper, after);
    }
    requireCodes(tx, after);
    if (mapper.update(SealedPerson.of(after, tx.key(id)), scope) != 1) {
      throw new IllegalStateException("a locked row was not there to update");
    }
    mapper.unindex(id);
    mapper.index(id, tokens.names(after.identity()));
  }

  Optional<Person> locked(Tx tx, PersonId id, Scope scope) {
    SealedPerson row = tx.mapper(PersonMapper.class).locked(id.value(), scope);
    return row == null ? Optional.empty() : open(tx, List.of(row)).stream().findFirst();
  }

  /** Rows of people who fit, newest first; led by the criterion that fits the fewest. */
  static List<SealedPerson> search(ReadTx tx, Sought sought, Scope scope) {
    var mapper = tx.mapper(PersonMapper.class);
    if (sought.number() != null) {
      return mapper.byNumber(sought, scope);
    }
    return sought.words().isEmpty()
        ? mapper.byBirthDate(sought, scope)
        : mapper.byName(sought, scope);
  }

  /** The people of the rows, in their order. */
  List<Person> open(ReadTx tx, List<SealedPerson> rows) {
    Map<UUID, SubjectKey> keys = tx.keys(rows.stream().map(SealedPerson::id).toList());
    return rows.stream().map(row -> row.open(keys.get(row.id()))).toList();
  }

  private void claim(PersonMapper mapper, Person person) {
    String blind = tokens.number(person.identity().personalNumber());
    if (blind != null && mapper.claim(blind, person.id().value()) == 0) {
      throw new NumberTaken(blind);
    }
  }

  /** Refuses what does not stand in a code list today. */
  private static void requireCodes(Tx tx, Person person) {
    Code.check(
        List.of(
            new Code("municipality", "identity.municipality", person.identity().municipality()),
            Provenance.code(person.provenance())),
        tx.today(),
        tx.mapper(PersonMapper.class)::unknownCode);
  }
}
