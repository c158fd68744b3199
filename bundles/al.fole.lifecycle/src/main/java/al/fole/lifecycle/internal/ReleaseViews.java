// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Part;
import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Release;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What the administrator sends and reads: without the paths of this machine. */
final class ReleaseViews {

  private ReleaseViews() {}

  /** A release that is kept. */
  record Kept(String id, long activation, String sha256) {
    static Kept of(Release release) {
      return new Kept(release.id(), release.activation(), release.sha256());
    }
  }

  /**
   * How things are.
   *
   * @param operation the newest one
   */
  record Status(@Nullable Kept current, List<Part> parts, @Nullable Operation operation) {}

  /** What can be gone back to, and what was done; newest first. */
  record History(List<Kept> kept, List<Operation> operations) {}

  /** An archive that was sent. */
  record Uploaded(String archive) {}

  /**
   * Asks what an archive would do.
   *
   * @param downgrade whether something may become older
   * @param pause whether the module may pause for another platform
   */
  record PlanRelease(String archive, @Nullable Boolean downgrade, @Nullable Boolean pause) {}

  /**
   * Orders it.
   *
   * @param plan its digest
   */
  record ApplyRelease(
      String archive, String plan, @Nullable Boolean downgrade, @Nullable Boolean pause) {}

  /** Goes back; without a target to the activation before. */
  record RollBack(@Nullable String to, @Nullable Boolean pause) {}

  /** Contracts the database for the release in force, which is named again. */
  record Contract(String release) {}

  /** What a contraction would drop. */
  record Contraction(@Nullable String release, List<String> drops) {}

  /** A part, and what of it stays when it goes. */
  record PartView(String bundle, String version, Part.State state, List<String> stays) {}

  /** A plan. */
  record PlanView(
      String release,
      String sha256,
      String digest,
      List<String> signers,
      boolean downgrade,
      List<Plan.Move> bundles,
      List<Plan.Wire> wiring,
      List<Plan.Step> steps,
      List<String> refreshes,
      List<Plan.SchemaStep> schema,
      List<String> connectors,
      List<String> pauses) {
    static PlanView of(Plan plan) {
      return new PlanView(
          plan.id(),
          plan.sha256(),
          plan.digest(),
          plan.signers(),
          plan.downgrade(),
          plan.bundles(),
          plan.wiring(),
          plan.steps(),
          plan.refreshes(),
          plan.schema(),
          plan.connectors(),
          plan.pauses());
    }
  }
}
