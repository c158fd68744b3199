// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle;

import java.nio.file.Path;
import java.util.List;

/**
 * What a release would do.
 *
 * @param id of the feature
 * @param feature its file
 * @param steps in the order they will be taken
 */
public record Plan(String id, Path feature, List<Step> steps) {

  /** Copies the steps. */
  public Plan {
    steps = List.copyOf(steps);
  }

  /** What happens to one bundle. */
  public enum Action {
    /** Installed beside what runs and started. */
    START,
    /** Stopped and uninstalled once nothing uses it. */
    STOP,
    /** Stays installed because something is still wired to it. */
    KEEP
  }

  /**
   * One step.
   *
   * @param action what
   * @param bundle symbolic name
   * @param version OSGi version
   */
  public record Step(Action action, String bundle, String version) {}
}
