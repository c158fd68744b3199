// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.internal.ReleaseFile.Part;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;
import org.osgi.framework.wiring.BundleWire;
import org.osgi.framework.wiring.BundleWiring;

/**
 * Works out how to come from what runs to a release, or why not. Changes nothing.
 *
 * <p>The closure: when the API bundle of the release exports a package in another version than the
 * one in force, everything of ours that imports it must be replaced, by something that admits the
 * new version. What stays wired to the old package would neither see the new services nor be seen,
 * without any error.
 */
final class Planner {

  private final List<Bundle> there;
  private final Optional<ReleaseFile> current;

  /**
   * @param there the installed bundles, without those already stopped and about to go
   * @param current the release in force
   */
  Planner(Collection<Bundle> there, Optional<ReleaseFile> current) {
    this.there = there.stream().filter(b -> b.getSymbolicName() != null).sorted(byId()).toList();
    this.current = current;
  }

  /**
   * @param withRemovals whether what the release does not name may go although a package it imports
   *     changes: on the way back only, since there a bundle may be one that the later release added
   */
  Move plan(ReleaseFile release, boolean withRemovals) {
    Optional<Part> api = named(release, Ours.API);
    Optional<Bundle> apiThere = api.isPresent() ? installed(api.get()) : hostApi();
    Optional<Part> newApi = apiThere.isPresent() ? Optional.empty() : api;
    newApi.ifPresent(Planner::mustHaveJar);
    List<Part> starting = starting(release);
    List<Bundle> stopping = stopping(release);
    Map<String, Version> after =
        newApi
            .flatMap(Part::jar)
            .map(jar -> jar.headers().exports())
            .orElseGet(() -> exports(apiThere));
    closure(release, starting, stopping, after, withRemovals);
    List<Bundle> leaving = new ArrayList<>();
    List<Bundle> keeping = new ArrayList<>();
    Set<Bundle> gone = new HashSet<>(stopping);
    for (Bundle bundle : there.stream().sorted(byId().reversed()).toList()) {
      if (bundle.getSymbolicName().equals(Ours.API) && !apiThere.equals(Optional.of(bundle))) {
        boolean goes =
            Ours.broughtByRelease(bundle) && unused(bundle, gone, newApi.isPresent(), after);
        (goes ? leaving : keeping).add(bundle);
        if (goes) {
          gone.add(bundle);
        }
      }
    }
    return new Move(release, newApi, apiThere, starting, stopping, leaving, keeping);
  }

  private List<Part> starting(ReleaseFile release) {
    List<Part> starting = new ArrayList<>();
    for (Part part : release.parts()) {
      if (installed(part).isPresent()) {
        continue;
      }
      boolean replaces =
          there.stream()
              .filter(b -> b.getSymbolicName().equals(part.name()))
              .anyMatch(b -> Ours.isOurs(part.name()) || !Ours.broughtByRelease(b));
      boolean fixed = replaces || Ours.isPlatform(part.name());
      if (fixed && !Ours.isHot(part.name()) && !part.name().equals(Ours.API)) {
        throw Refusals.needsRestart(part.name() + " " + part.version());
      }
      mustHaveJar(part);
      if (!part.name().equals(Ours.API)) {
        starting.add(part);
      }
    }
    return starting;
  }

  private List<Bundle> stopping(ReleaseFile release) {
    List<Bundle> stopping = new ArrayList<>();
    for (Bundle bundle : there) {
      String name = bundle.getSymbolicName();
      if (name.equals(Ours.API)
          || Ours.isPlatform(name)
          || !(Ours.isHot(name) || Ours.broughtByRelease(bundle))) {
        continue;
      }
      Optional<Part> part = named(release, name);
      boolean stays =
          part.isPresent()
              ? part.get().version().equals(bundle.getVersion().toString())
              : !Ours.broughtByRelease(bundle);
      if (!stays) {
        stopping.add(bundle);
      }
    }
    stopping.sort(byId().reversed());
    return stopping;
  }

  private void closure(
      ReleaseFile release,
      List<Part> starting,
      List<Bundle> stopping,
      Map<String, Version> after,
      boolean withRemovals) {
    Map<String, Version> changed = new HashMap<>(exports(apiInForce()));
    changed.entrySet().removeIf(was -> was.getValue().equals(after.get(was.getKey())));
    Set<String> platform = new TreeSet<>(changed.keySet());
    platform.retainAll(Ours.PLATFORM_PACKAGES);
    if (!platform.isEmpty()) {
      throw Refusals.needsRestart(String.join(", ", platform));
    }
    Set<String> left = new LinkedHashSet<>();
    for (Bundle bundle : there) {
      String name = bundle.getSymbolicName();
      boolean replaced = named(release, name).isPresent() || withRemovals;
      if (Ours.isOurs(name) && !name.equals(Ours.API) && !(stopping.contains(bundle) && replaced)) {
        Headers headers = Headers.of(bundle);
        headers.imports().keySet().stream()
            .filter(changed::containsKey)
            .sorted()
            .forEach(p -> left.add(name + " " + headers.version() + " imports " + p));
      }
    }
    for (Part part : starting) {
      part.jar()
          .ifPresent(
              jar ->
                  jar.headers().imports().entrySet().stream()
                      .filter(i -> after.containsKey(i.getKey()))
                      .filter(i -> !i.getValue().includes(after.get(i.getKey())))
                      .map(
                          i ->
                              part.name()
                                  + " "
                                  + part.version()
                                  + " imports "
                                  + i.getKey()
                                  + " "
                                  + i.getValue())
                      .sorted()
                      .forEach(left::add));
    }
    if (!left.isEmpty()) {
      throw Refusals.leavesBehind(left);
    }
  }

  /** The API bundle of the release in force. */
  private Optional<Bundle> apiInForce() {
    return current
        .flatMap(release -> named(release, Ours.API))
        .flatMap(this::installed)
        .or(this::hostApi);
  }

  /** The API bundle the host came with; the platform is wired to it. */
  private Optional<Bundle> hostApi() {
    return there.stream()
        .filter(b -> b.getSymbolicName().equals(Ours.API) && !Ours.broughtByRelease(b))
        .findFirst();
  }

  private Optional<Bundle> installed(Part part) {
    Optional<Bundle> same =
        there.stream()
            .filter(b -> b.getSymbolicName().equals(part.name()))
            .filter(b -> b.getVersion().toString().equals(part.version()))
            .findFirst();
    String location = Ours.location(part.name(), part.version(), part.sha256());
    if (same.filter(Ours::broughtByRelease)
        .filter(b -> !b.getLocation().equals(location))
        .isPresent()) {
      throw Refusals.hashDiffers(part.name() + " " + part.version());
    }
    return same;
  }

  /** Whether nothing will be wired to an API bundle once the others have gone. */
  private static boolean unused(
      Bundle api, Set<Bundle> gone, boolean newApi, Map<String, Version> after) {
    BundleWiring wiring = api.adapt(BundleWiring.class);
    if (wiring == null) {
      return true;
    }
    for (BundleCapability own : wiring.getCapabilities(BundleRevision.PACKAGE_NAMESPACE)) {
      Object name = own.getAttributes().get(BundleRevision.PACKAGE_NAMESPACE);
      Object version = own.getAttributes().get("version");
      boolean usedElsewhere =
          wiring.getProvidedWires(BundleRevision.PACKAGE_NAMESPACE).stream()
              .filter(wire -> wire.getCapability().equals(own))
              .map(BundleWire::getRequirer)
              .map(BundleRevision::getBundle)
              .anyMatch(user -> !user.equals(api) && !gone.contains(user));
      boolean newApiTakesIt = newApi && Objects.equals(version, after.get(String.valueOf(name)));
      if (usedElsewhere || newApiTakesIt) {
        return false;
      }
    }
    return true;
  }

  private static void mustHaveJar(Part part) {
    if (part.jar().isEmpty()) {
      throw Refusals.bundleMissing(part.name() + " " + part.version());
    }
  }

  private static Optional<Part> named(ReleaseFile release, String name) {
    return release.parts().stream().filter(part -> part.name().equals(name)).findFirst();
  }

  private static Map<String, Version> exports(Optional<Bundle> api) {
    return api.map(bundle -> Headers.of(bundle).exports()).orElse(Map.of());
  }

  private static Comparator<Bundle> byId() {
    return Comparator.comparingLong(Bundle::getBundleId);
  }
}
