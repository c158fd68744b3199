// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.database.PrivateFiles;
import al.fole.database.StartRefused;
import al.fole.embed.framework.Release;
import java.io.IOException;
import java.io.PrintStream;
import java.net.URL;
import java.net.URLClassLoader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * {@code keys create DIR}, {@code keys check DIR}, {@code keys adopt DIR CHECKPOINT} and {@code
 * keys evidence DIR NAME}: the command of {@code al.fole.keys}, run from the bundles in this
 * archive. In production nobody else makes keys.
 */
final class KeysCall {

  /** The first argument. */
  static final String WORD = "keys";

  private static final String COMMAND = "al.fole.keys.internal.KeysCommand";
  private static final List<String> BUNDLES =
      List.of(
          "al.fole.keys",
          "al.fole.api",
          "al.fole.spi",
          "bcprov-jdk18on",
          "bcutil-jdk18on",
          "bcpkix-jdk18on");

  private KeysCall() {}

  /** Runs the command; the exit status. */
  static int run(List<String> words, PrintStream out) {
    try {
      Path fresh = Files.createTempDirectory("fole-keys");
      try {
        return call(fresh, words.subList(1, words.size()), out);
      } finally {
        PrivateFiles.delete(fresh);
      }
    } catch (IOException e) {
      throw new StartRefused(
          "The command cannot be unpacked: " + e.getMessage() + ".",
          "Komanda nuk mund të shpaketohet: " + e.getMessage() + ".",
          e);
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  private static int call(Path fresh, List<String> words, PrintStream out)
      throws IOException, ReflectiveOperationException {
    List<URL> jars = new ArrayList<>();
    for (Path jar : Release.unpackOnly(fresh, BUNDLES)) {
      jars.add(jar.toUri().toURL());
    }
    try (URLClassLoader loader =
        new URLClassLoader(jars.toArray(new URL[0]), ClassLoader.getPlatformClassLoader())) {
      Object status =
          loader
              .loadClass(COMMAND)
              .getMethod("run", List.class, PrintStream.class)
              .invoke(null, words, out);
      return (int) status;
    }
  }
}
