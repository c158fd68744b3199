// SPDX-License-Identifier: EUPL-1.2
package al.fole.steps;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Is told of each point a change passes. In production nobody listens: the store refuses to start
 * there with {@value #HOLD}.
 */
@ConsumerType
@FunctionalInterface
public interface Steps {

  /** Framework property: the file in which a test says where to stand still. */
  String HOLD = "fole.steps.hold";

  /** Nobody listens. */
  Steps NONE = step -> {};

  /**
   * A point is passed, by the thread that does the work. What this throws ends the work there.
   *
   * @param step which
   */
  void reached(Step step);

  /**
   * Stands still where a file says so; {@link #NONE} without one.
   *
   * @param file the value of {@link #HOLD}. While it says {@code write-3 17}, whoever comes to
   *     write-3 stands still, and a file {@code ….here} beside it says the same, so that its
   *     process, or a server, can be killed while nothing moves. The file gone, all go on.
   */
  static Steps of(@Nullable String file) {
    return file == null || file.isBlank() ? NONE : new StandingStill(Path.of(file));
  }
}
