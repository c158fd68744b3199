// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.keys.Vault;
import al.fole.spi.Actor;
import java.util.UUID;

/**
 * What stands for a person where the matrix hides who he is: the same throughout one session for
 * one purpose, another in the next, so that two readers cannot put their lists together. Keyed:
 * from an id nobody can tell it.
 */
final class Pseudonyms {
  private static final String LETTERS = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";
  private static final int LENGTH = 10;

  private final Vault vault;

  Pseudonyms(Vault vault) {
    this.vault = vault;
  }

  /** {@code P-} and ten letters and digits: 50 bits. */
  String of(Actor actor, UUID person) {
    byte[] index =
        vault.index("persons.pseudonym", actor.session() + " " + actor.purpose() + " " + person);
    var text = new StringBuilder("P-");
    for (int i = 0; i < LENGTH; i++) {
      text.append(LETTERS.charAt(index[i] & 31));
    }
    return text.toString();
  }
}
