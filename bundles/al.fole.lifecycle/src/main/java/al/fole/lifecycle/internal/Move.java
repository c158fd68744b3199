// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Plan.Action;
import al.fole.lifecycle.Plan.Step;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.osgi.framework.Bundle;

/**
 * What it takes to come from what runs to a release.
 *
 * @param release where to
 * @param newApi the API bundle it brings, if it brings one
 * @param oldApi the API bundle it uses of those that are there, if it brings none
 * @param starting parts to install and start, in order, without the API
 * @param stopping bundles that go, in order, without API bundles
 * @param leaving API bundles to which nothing will be wired then
 * @param keeping API bundles to which something stays wired
 */
record Move(
    ReleaseFile release,
    Optional<ReleaseFile.Part> newApi,
    Optional<Bundle> oldApi,
    List<ReleaseFile.Part> starting,
    List<Bundle> stopping,
    List<Bundle> leaving,
    List<Bundle> keeping) {

  /** As the operator sees it. */
  Plan plan() {
    List<Step> steps = new ArrayList<>();
    newApi.ifPresent(part -> steps.add(new Step(Action.START, part.name(), part.version())));
    starting.forEach(part -> steps.add(new Step(Action.START, part.name(), part.version())));
    stopping.forEach(bundle -> steps.add(step(Action.STOP, bundle)));
    leaving.forEach(bundle -> steps.add(step(Action.STOP, bundle)));
    keeping.forEach(bundle -> steps.add(step(Action.KEEP, bundle)));
    return new Plan(release.id(), release.file(), steps);
  }

  private static Step step(Action action, Bundle bundle) {
    return new Step(action, bundle.getSymbolicName(), bundle.getVersion().toString());
  }
}
