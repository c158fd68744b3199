// SPDX-License-Identifier: EUPL-1.2
package al.fole.steps;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.concurrent.locks.LockSupport;

/**
 * Holds whoever passes the point that a file names, as long as it does.
 *
 * @param file its content is a point, a space and whatever tells this order from an earlier one
 */
record StandingStill(Path file) implements Steps {
  private static final long LOOK_NANOS = 2_000_000;

  @Override
  public void reached(Step step) {
    String order = order();
    if (order.startsWith(step.point() + " ")) {
      tell(order);
      while (order.equals(order())) {
        LockSupport.parkNanos(LOOK_NANOS);
      }
    }
  }

  private String order() {
    try {
      return Files.readString(file);
    } catch (NoSuchFileException nobodyIsHeld) {
      return "";
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private void tell(String order) {
    try {
      Files.writeString(file.resolveSibling(file.getFileName() + ".here"), order);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
