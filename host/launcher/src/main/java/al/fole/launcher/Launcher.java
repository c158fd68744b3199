// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.database.StartRefused;
import java.io.IOException;
import java.io.PrintStream;
import java.util.List;

/** Starts the reference host in the foreground; SIGINT and SIGTERM end it and everything in it. */
public final class Launcher {

  /** The exit status of a start that was refused. */
  private static final int REFUSED = 2;

  private Launcher() {}

  /** See {@link Settings} for arguments and environment, {@link KeysCall} for {@code keys …}. */
  public static void main(String[] args) {
    PrintStream out = System.out;
    PrintStream err = System.err;
    Teardown teardown = new Teardown();
    Runtime.getRuntime().addShutdownHook(new Thread(teardown::close, "fole-stop"));
    int status = 0;
    try {
      List<String> words = List.of(args);
      if (!words.isEmpty() && words.get(0).equals(KeysCall.WORD)) {
        status = KeysCall.run(words, out);
      } else {
        run(Settings.of(words, System.getenv()), out, teardown);
      }
    } catch (StartRefused e) {
      status = REFUSED;
      Console.trace(e);
      err.println("Fole: " + e.getMessage());
      err.println("Fole: " + e.albanian());
    }
    teardown.close();
    System.exit(status);
  }

  private static void run(Settings settings, PrintStream out, Teardown teardown) {
    try {
      Host host = Host.start(settings, teardown);
      host.announce(out);
      host.populate(teardown);
      host.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (IOException e) {
      throw DataDirectory.unwritable(settings.data(), e);
    } catch (StartRefused e) {
      throw e;
    } catch (Exception e) {
      throw new StartRefused(
          "Fole did not start; the reason is in " + settings.data().resolve("logs") + ".",
          "Fole nuk u nis; arsyeja gjendet në " + settings.data().resolve("logs") + ".",
          e);
    }
  }
}
