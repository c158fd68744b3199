// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons;

import al.fole.spi.Actor;
import al.fole.store.Receipt;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Who may not be found (mbrojtja e adresës, I-15): a person's address, contact and municipality
 * move to a place of their own under a key of their own, which the assigned worker and the head of
 * the responsible unit read; for everybody else they are nowhere. Address and contact of the adults
 * of a foster family are there by law, from its application on and without anybody's word; the
 * municipality is not. And the identified opening of whoever is shown under a pseudonym. Refuses
 * like {@link Persons}.
 */
@ProviderType
public interface Protections {

  /**
   * Hides where a person lives.
   *
   * @throws al.fole.spi.Problem CONFLICT {@code address-is-protected}
   */
  Receipt protect(Actor actor, PersonId id, Reasoned command);

  /**
   * Shows again where a person lives, as far as somebody had it hidden: an adult of a foster family
   * keeps what the law protects. Lifted once more, that goes too, when his family takes part no
   * longer.
   *
   * @throws al.fole.spi.Problem CONFLICT {@code address-not-protected}; CONFLICT {@code
   *     adult-of-a-foster-family} for what the law protects; UNAVAILABLE without families then
   */
  Receipt lift(Actor actor, PersonId id, Reasoned command);

  /**
   * Shows who a person is, for the rest of the actor's session, to a role that otherwise sees a
   * pseudonym.
   *
   * @param reason at most 500 characters; kept encrypted
   */
  Receipt open(Actor actor, PersonId id, String reason);

  /**
   * A step that needs a reason.
   *
   * @param expected version the actor has seen
   * @param reason at most 500 characters; kept encrypted
   */
  record Reasoned(long expected, String reason) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Reasoned[" + expected + "]";
    }
  }
}
