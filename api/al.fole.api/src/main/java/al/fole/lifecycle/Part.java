// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle;

/**
 * A feature bundle of the release in force, as the administrator left it.
 *
 * @param bundle symbolic name
 * @param version OSGi version
 * @param state whether it works
 */
public record Part(String bundle, String version, State state) {

  /** What an administrator can make of a part. */
  public enum State {
    /** It works, or would if nothing were wrong with it. */
    ENABLED,
    /** Stopped: its routes answer 503, its data stay. */
    DISABLED,
    /** Uninstalled too; its data stay. */
    REMOVED,
    /** It belongs to the release and could not be brought. */
    FAILED
  }
}
