// SPDX-License-Identifier: EUPL-1.2
package al.fole.rules;

import al.fole.keys.Tokens;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Where a page of a list ended, sealed: a position, and a digest that holds the cursor to the
 * caller and his criteria. Of the criteria nothing can be read in it.
 */
public final class Cursor {
  private static final int DIGEST = 32;

  private final Tokens tokens;
  private final String list;

  /**
   * @param list name of the list, for example {@code persons.search}
   */
  public Cursor(Tokens tokens, String list) {
    this.tokens = tokens;
    this.list = list;
  }

  /**
   * The cursor behind a position.
   *
   * @param position of the last item, for example its id; no personal data
   * @param criteria whatever selects and orders the list
   */
  public String after(Actor actor, String position, Object... criteria) {
    byte[] text = position.getBytes(StandardCharsets.UTF_8);
    var content = ByteBuffer.allocate(DIGEST + text.length).put(digest(actor, criteria)).put(text);
    return tokens.seal(list, content.array());
  }

  /**
   * The position the page before ended at; empty for the first page.
   *
   * @throws Problem INVALID {@code cursor-unknown} for another's, another list's or a forged one
   */
  public Optional<String> position(Actor actor, @Nullable String cursor, Object... criteria) {
    if (cursor == null) {
      return Optional.empty();
    }
    byte[] content =
        tokens.unseal(list, cursor).filter(it -> it.length >= DIGEST).orElseThrow(Cursor::unknown);
    if (!Arrays.equals(content, 0, DIGEST, digest(actor, criteria), 0, DIGEST)) {
      throw unknown();
    }
    return Optional.of(
        new String(content, DIGEST, content.length - DIGEST, StandardCharsets.UTF_8));
  }

  private byte[] digest(Actor actor, Object... criteria) {
    var text = new StringBuilder(actor.who().toString());
    for (Object criterion : criteria) {
      text.append('\0').append(criterion);
    }
    return tokens.digest(list, text.toString());
  }

  private static Problem unknown() {
    return Problem.invalid(
        "cursor",
        "cursor-unknown",
        "Ky kursor nuk i përket këtij kërkimi.",
        "This cursor does not belong to this search.");
  }
}
