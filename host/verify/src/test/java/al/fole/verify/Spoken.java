// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * A call of the command in English.
 *
 * @param said everything it printed
 */
record Spoken(int code, String said) {

  static Spoken of(Object... words) {
    var args = new ArrayList<String>();
    for (var word : words) {
      args.add(word.toString());
    }
    args.addAll(List.of("--lang", "en"));
    var out = new ByteArrayOutputStream();
    var print = new PrintStream(out, true, StandardCharsets.UTF_8);
    int code = Verify.run(print, args.toArray(String[]::new));
    return new Spoken(code, out.toString(StandardCharsets.UTF_8));
  }

  Spoken sound() {
    assertEquals(Verify.SOUND, code, said);
    return this;
  }

  /** Fails unless this is the fault that was found. */
  void unsound(String fault) {
    assertEquals(Verify.NOT_SOUND, code, said);
    assertTrue(said.startsWith("NOT SOUND: " + fault), said);
  }
}
