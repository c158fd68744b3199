// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.access.Scope;
import al.fole.persons.internal.Erasure.Left;
import al.fole.persons.internal.ErasureRules.Standing;
import al.fole.spi.Problem;
import al.fole.store.Tx;
import java.time.LocalDate;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** Where a person and all who were merged into him are taken out of their rows. */
final class ErasureRows {
  /** What the events of his own record say of him from now on. */
  private static final String COARSE =
      """
      {"birthDate": "YYYY-01-01", "birthDateEstimated": "true", "sex": "U", "municipality": "00",
       "provider": "ERASED", "numbered": "false"}""";

  private ErasureRows() {}

  /** What stands in the way of an erasure now. */
  static Standing standing(Tx tx, UUID person, String ground) {
    var mapper = tx.mapper(ErasureMapper.class);
    LocalDate today = tx.today();
    return new Standing(
        mapper.running(person),
        mapper.held(person, today),
        mapper.keptUntil(person, ground),
        today);
  }

  /**
   * Destroys keys first: whoever has, reaches the rest of what they sealed. Once more with his row
   * locked: nobody writes of him any more.
   *
   * @return the person and everybody merged into him, as they were left
   */
  static List<Left> erase(Tx tx, UUID person, Scope scope) {
    var mapper = tx.mapper(ErasureMapper.class);
    var erased = new ArrayList<Left>();
    var waiting = new ArrayDeque<>(List.of(person));
    while (!waiting.isEmpty()) {
      UUID id = waiting.remove();
      mapper.destroy(id, id, COARSE);
      Left left = mapper.left(id, scope);
      if (left == null) {
        throw Problem.absent();
      }
      mapper.destroy(id, id, COARSE); // what was written of him while we waited for his row
      erased.add(left);
      waiting.addAll(mapper.merged(id, scope));
      empty(tx, id, scope);
    }
    return erased;
  }

  private static void empty(Tx tx, UUID id, Scope scope) {
    var mapper = tx.mapper(ErasureMapper.class);
    for (UUID address : mapper.addresses(id, scope)) {
      mapper.destroy(address, id, "{}");
    }
    for (UUID override : mapper.overrides(id)) {
      mapper.destroy(override, id, "{}");
    }
    mapper.emptyAddresses(id, tx.now(), scope);
    mapper.emptyHomes(id, tx.now(), scope);
    mapper.emptyReferrals(id, scope);
    var indexes = tx.mapper(PersonMapper.class);
    indexes.release(id);
    indexes.unindex(id);
    if (mapper.empty(id, tx.today(), tx.now(), scope) != 1) {
      throw new IllegalStateException("a locked row was not there to empty");
    }
  }
}
