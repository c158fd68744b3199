// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.keys.Tokens;
import al.fole.persons.PersonQuery;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a search ended, sealed: an id, and a digest that holds the cursor to the caller
 * and his criteria. Of the criteria nothing can be read in it.
 */
final class PageCursor {
  private static final String PURPOSE = "persons.search";

  private final Tokens tokens;

  PageCursor(Tokens tokens) {
    this.tokens = tokens;
  }

  String after(UUID last, Actor actor, PersonQuery query) {
    ByteBuffer content = ByteBuffer.allocate(48);
    content.putLong(last.getMostSignificantBits()).putLong(last.getLeastSignificantBits());
    return tokens.seal(PURPOSE, content.put(digest(actor, query)).array());
  }

  /**
   * The last id of the page before; null on the first page.
   *
   * @throws Problem INVALID {@code cursor-unknown} for another's, another search's or a forged one
   */
  @Nullable UUID last(Actor actor, PersonQuery query) {
    if (query.cursor() == null) {
      return null;
    }
    byte[] content =
        tokens
            .unseal(PURPOSE, query.cursor())
            .filter(it -> it.length == 48)
            .orElseThrow(this::unknown);
    if (!Arrays.equals(content, 16, 48, digest(actor, query), 0, 32)) {
      throw unknown();
    }
    ByteBuffer id = ByteBuffer.wrap(content);
    return new UUID(id.getLong(), id.getLong());
  }

  private byte[] digest(Actor actor, PersonQuery query) {
    return tokens.digest(
        PURPOSE,
        String.join(
            "\0",
            actor.who().toString(),
            String.valueOf(Texts.number(query.personalNumber())),
            query.name() == null ? "" : String.join(" ", SearchTokens.words(query.name())),
            String.valueOf(query.birthDate()),
            String.valueOf(query.municipality())));
  }

  private Problem unknown() {
    return Problem.invalid(
        "cursor",
        "cursor-unknown",
        "Ky kursor nuk i përket këtij kërkimi.",
        "This cursor does not belong to this search.");
  }
}
