// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle;

import java.nio.file.Path;
import java.util.List;

/**
 * What a release would do.
 *
 * @param id of the feature
 * @param feature its file, or the archive that holds it
 * @param steps in the order they will be taken
 * @param digest of everything below, of the release and of the state it starts from; {@code apply}
 *     does exactly this or refuses
 * @param sha256 of the release's Feature JSON
 * @param signers who signed it, by the names of the allow-list; empty for a release that came as
 *     bare files from this machine
 * @param bundles all bundles of the module: which come, go and stay
 * @param wiring the packages of the contracts that each coming bundle will be wired to
 * @param refreshes bundles that hang on what goes; none of them is foreign, and lifecycle refreshes
 *     none of them
 * @param schema steps of the database: expand runs with the bundle's start, contract never by
 *     itself
 * @param connectors that come or go
 * @param pauses what will not answer for a while and for the sake of what; empty when everything
 *     that changes is hot
 * @param downgrade whether something becomes older, which was allowed explicitly
 */
public record Plan(
    String id,
    Path feature,
    List<Step> steps,
    String digest,
    String sha256,
    List<String> signers,
    List<Move> bundles,
    List<Wire> wiring,
    List<String> refreshes,
    List<SchemaStep> schema,
    List<String> connectors,
    List<String> pauses,
    boolean downgrade) {

  /** Copies the lists. */
  public Plan {
    steps = List.copyOf(steps);
    signers = List.copyOf(signers);
    bundles = List.copyOf(bundles);
    wiring = List.copyOf(wiring);
    refreshes = List.copyOf(refreshes);
    schema = List.copyOf(schema);
    connectors = List.copyOf(connectors);
    pauses = List.copyOf(pauses);
  }

  /** The steps alone. */
  public Plan(String id, Path feature, List<Step> steps) {
    this(
        id, feature, steps, "", "", List.of(), List.of(), List.of(), List.of(), List.of(),
        List.of(), List.of(), false);
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

  /** Whether a bundle will be there. */
  public enum Change {
    /** It is not there yet. */
    COMES,
    /** It is there and will not be. */
    GOES,
    /** It is there and will be. */
    STAYS
  }

  /**
   * One bundle of the module.
   *
   * @param sha256 of its jar; empty for a bundle the host brought, which no release vouches for
   */
  public record Move(Change change, String bundle, String version, String sha256) {}

  /**
   * A package of the contracts as a coming bundle will see it.
   *
   * @param bundle symbolic name
   * @param name of the package
   * @param version in which it is given
   */
  public record Wire(String bundle, String name, String version) {}

  /**
   * A step of the database.
   *
   * @param bundle symbolic name
   * @param file its name below {@code db}
   * @param contracts whether it takes something away: only on the explicit command
   */
  public record SchemaStep(String bundle, String file, boolean contracts) {}
}
