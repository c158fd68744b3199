// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.access.Scope;
import al.fole.keys.SubjectKey;
import al.fole.keys.Vault;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.persons.Provenance;
import al.fole.persons.internal.PersonMapper.Sought;
import al.fole.rules.Code;
import al.fole.store.ReadTx;
import al.fole.store.Schema;
import al.fole.store.Tx;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Where a person is sealed into his row and opened again, and his indexes are kept true. */
final class PersonRows {
  static final Schema SCHEMA =
      Schema.of("persons", PersonRows.class, PersonMapper.class, ErasureMapper.class);

  private final SearchTokens tokens;
  private final Pseudonyms pseudonyms;

  PersonRows(Vault vault) {
    tokens = new SearchTokens(vault);
    pseudonyms = new Pseudonyms(vault);
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
    requireMunicipality(tx, person.identity().municipality());
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
    return row == null
        ? Optional.empty()
        : Optional.of(row.open(tx.keys(List.of(row.id())).get(row.id())));
  }

  /**
   * Takes where somebody lives out of his row; the row itself is for {@link #replace}.
   *
   * @param before as he was until now
   */
  void hide(Tx tx, Person before) {
    UUID id = tx.newId();
    var hidden = Hidden.of(id, before.id().value(), before.identity(), tx.now());
    tx.mapper(PersonMapper.class).hide(hidden.sealed(tx.key(id)));
  }

  /** Where somebody {@link #locked} lives, unless that is not protected or not for the caller. */
  Optional<Hidden> hidden(Tx tx, PersonId id, Scope scope) {
    Hidden.Row row = tx.mapper(PersonMapper.class).hidden(id.value(), scope);
    return row == null ? Optional.empty() : Optional.of(row.open(tx.key(row.id())));
  }

  /**
   * Takes where an adult of a foster family, {@link #locked}, lives out of his row, which is
   * written with it. Where somebody had it hidden, it is out already.
   */
  void hideHome(Tx tx, Person before, Scope scope) {
    if (!before.guarded()) {
      Identity told = before.identity();
      keepHome(tx, before.id(), told.address(), told.contact());
    }
    written(tx.mapper(PersonMapper.class).leaveHome(before.id().value(), before.version(), scope));
  }

  private static void keepHome(
      Tx tx, PersonId person, @Nullable String address, @Nullable String contact) {
    UUID id = tx.newId();
    var home = new Home(id, person.value(), address, contact, tx.now());
    tx.mapper(PersonMapper.class).hideHome(home.sealed(tx.key(id)));
  }

  /** Where somebody {@link #locked} lives, when the law protects it and it is for the caller. */
  Optional<Home> home(Tx tx, PersonId id, Scope scope) {
    Home.Row row = tx.mapper(PersonMapper.class).home(id.value(), scope);
    return row == null ? Optional.empty() : Optional.of(row.open(tx.key(row.id())));
  }

  /** What a correction says of where somebody {@link #locked} lives. */
  void relocate(Tx tx, Person before, Identity told, Scope scope) {
    Optional<Home> home = before.homeProtected() ? home(tx, before.id(), scope) : Optional.empty();
    if (before.guarded()) {
      relocateHidden(tx, before, told, home, scope);
      return;
    }
    requireMunicipality(tx, told.municipality());
    if (home.isPresent()) {
      moveHome(tx, home.get(), told, scope);
    } else if (before.homeProtected()) {
      PersonRules.NOTHING_OF_THE_HOME.require(told);
    }
  }

  private void relocateHidden(
      Tx tx, Person before, Identity told, Optional<Home> home, Scope scope) {
    Optional<Hidden> hidden = hidden(tx, before.id(), scope);
    if (hidden.isEmpty()) {
      PersonRules.NOTHING_OF_THE_ADDRESS.require(told);
      return;
    }
    if (told.municipality().equals(Person.WITHHELD)) {
      return;
    }
    home.ifPresent(it -> moveHome(tx, it, told, scope));
    Hidden after = hidden.get().corrected(home.isPresent() ? Person.withoutHome(told) : told);
    if (!after.equals(hidden.get())) {
      requireMunicipality(tx, after.municipality());
      written(tx.mapper(PersonMapper.class).move(after.sealed(tx.key(after.id())), scope));
    }
  }

  private static void moveHome(Tx tx, Home before, Identity told, Scope scope) {
    Home after = before.corrected(told);
    if (!after.equals(before)) {
      written(tx.mapper(PersonMapper.class).moveHome(after.sealed(tx.key(after.id())), scope));
    }
  }

  /**
   * What somebody had hidden is not hidden any more; what the law protects stays where it is, or
   * comes there.
   */
  void lift(Tx tx, Person before, Hidden hidden, Scope scope) {
    written(tx.mapper(PersonMapper.class).lift(hidden.id(), tx.now(), scope));
    if (before.homeProtected() && home(tx, before.id(), scope).isEmpty()) {
      keepHome(tx, before.id(), hidden.address(), hidden.contact());
    }
  }

  /** The law does not protect it any more. */
  void liftHome(Tx tx, Home home, Scope scope) {
    written(tx.mapper(PersonMapper.class).liftHome(home.id(), tx.now(), scope));
  }

  /**
   * People who fit, newest first; led by the criterion that fits the fewest.
   *
   * @param opened whether identities opened in this session count
   */
  static List<ShownPerson> search(ReadTx tx, Sought sought, boolean opened, Scope scope) {
    var mapper = tx.mapper(PersonMapper.class);
    if (sought.number() != null) {
      return mapper.byNumber(sought, opened, scope);
    }
    return sought.words().isEmpty()
        ? mapper.byBirthDate(sought, opened, scope)
        : mapper.byName(sought, opened, scope);
  }

  /**
   * The people of the rows, in their order.
   *
   * @param listed whether a list shows them
   */
  List<PersonView> views(ReadTx tx, List<ShownPerson> rows, boolean listed) {
    Map<UUID, SubjectKey> keys =
        tx.keys(
            rows.stream()
                .flatMap(row -> Stream.of(row.id(), row.hidden(), row.home()))
                .filter(Objects::nonNull)
                .toList());
    return rows.stream().map(row -> row.open(keys, pseudonym(tx, row), listed)).toList();
  }

  private @Nullable String pseudonym(ReadTx tx, ShownPerson row) {
    return row.identified() ? null : pseudonyms.of(tx.actor(), row.id());
  }

  private static void written(int rows) {
    if (rows != 1) {
      throw new IllegalStateException("a locked row was not there to update");
    }
  }

  private void claim(PersonMapper mapper, Person person) {
    String blind = tokens.number(person.identity().personalNumber());
    if (blind != null && mapper.claim(blind, person.id().value()) == 0) {
      throw new NumberTaken(blind);
    }
  }

  /** Refuses what does not stand in a code list today. */
  private static void requireCodes(Tx tx, Person person) {
    if (!person.guarded()) {
      requireMunicipality(tx, person.identity().municipality());
    }
    check(tx, Provenance.code(person.provenance()));
  }

  /** Refuses a municipality that is none. */
  static void requireMunicipality(Tx tx, String municipality) {
    check(tx, new Code("municipality", "identity.municipality", municipality));
  }

  private static void check(Tx tx, Code code) {
    Code.check(List.of(code), tx.today(), tx.mapper(PersonMapper.class)::unknownCode);
  }
}
