// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Plan.Change;
import al.fole.lifecycle.Plan.SchemaStep;
import al.fole.lifecycle.Plan.Wire;
import al.fole.lifecycle.internal.ReleaseFile.Part;
import al.fole.store.Schemas;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.jar.JarFile;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.Version;
import org.osgi.framework.wiring.BundleWiring;
import org.osgi.framework.wiring.FrameworkWiring;

/** What a {@link Move} means for whoever has to agree to it, or why it must not be. */
final class Forecast {

  private static final String CONNECTOR = "al.fole.connector.";

  private final Bundle framework;
  private final List<Bundle> there;
  private final @Nullable Schemas schemas;

  /**
   * @param framework the system bundle
   * @param there the installed bundles that count
   * @param schemas what the database says; null while it is away
   */
  Forecast(Bundle framework, Collection<Bundle> there, @Nullable Schemas schemas) {
    this.framework = framework;
    this.there = List.copyOf(there);
    this.schemas = schemas;
  }

  /**
   * @param platform what changes of the platform, for which the module pauses
   * @param file what was planned: the JSON, or the archive it came in
   * @param now the pointer in force
   */
  Plan of(
      Move move,
      PlatformMove platform,
      Path file,
      List<String> signers,
      @Nullable Pointer now,
      boolean downgrade) {
    Set<Bundle> going = new LinkedHashSet<>(move.stopping());
    going.addAll(move.leaving());
    going.addAll(platform.stopping());
    refuseForeignOnContracts();
    List<Part> coming = new ArrayList<>(platform.installing());
    move.newApi().ifPresent(coming::add);
    coming.addAll(move.starting());
    refuseMissing(going, coming);
    boolean older = refuseOlder(move, going, coming, now, downgrade);
    List<Plan.Move> bundles = bundles(move, going, coming);
    Plan plan =
        new Plan(
            move.release().id(),
            file,
            move.plan().steps(),
            "",
            Sha256.of(move.release().file()),
            signers,
            bundles,
            wiring(move),
            refreshes(going),
            schema(move.release(), platform),
            Stream.concat(
                    coming.stream().map(Part::name), going.stream().map(Bundle::getSymbolicName))
                .filter(name -> name.startsWith(CONNECTOR))
                .distinct()
                .sorted()
                .toList(),
            platform.pauses(),
            older);
    return digested(plan, now);
  }

  /** The plan and the state it starts from, in one digest. */
  private static Plan digested(Plan p, @Nullable Pointer now) {
    String said =
        Stream.of(
                now == null ? "" : now.text(),
                p.id(),
                p.steps(),
                p.sha256(),
                p.signers(),
                p.bundles(),
                p.wiring(),
                p.refreshes(),
                p.schema(),
                p.connectors(),
                p.pauses(),
                p.downgrade())
            .map(String::valueOf)
            .collect(Collectors.joining("\n"));
    return new Plan(
        p.id(),
        p.feature(),
        p.steps(),
        Sha256.of(said),
        p.sha256(),
        p.signers(),
        p.bundles(),
        p.wiring(),
        p.refreshes(),
        p.schema(),
        p.connectors(),
        p.pauses(),
        p.downgrade());
  }

  private void refuseForeignOnContracts() {
    Set<String> foreign = new TreeSet<>();
    for (Bundle api : there) {
      BundleWiring wiring =
          Ours.API.equals(api.getSymbolicName()) ? api.adapt(BundleWiring.class) : null;
      if (wiring != null) {
        wiring.getProvidedWires(null).stream()
            .map(wire -> wire.getRequirer().getBundle())
            .filter(Predicate.not(Forecast::isOurs))
            .forEach(user -> foreign.add(user.getSymbolicName() + " " + user.getVersion()));
      }
    }
    if (!foreign.isEmpty()) {
      throw Refusals.foreignOnContracts(String.join(", ", foreign));
    }
  }

  private void refuseMissing(Set<Bundle> going, List<Part> coming) {
    List<Bundle> staying = there.stream().filter(b -> !going.contains(b)).toList();
    var requirements = new Requirements(staying);
    coming.forEach(part -> part.jar().ifPresent(jar -> requirements.offer(jar.file())));
    for (Part part : coming) {
      Optional<String> missing = part.jar().flatMap(jar -> requirements.missing(jar.file()));
      if (missing.isPresent()) {
        throw Refusals.requirementMissing(part.name() + " " + part.version(), missing.get());
      }
    }
  }

  private static boolean refuseOlder(
      Move move, Set<Bundle> going, List<Part> coming, @Nullable Pointer now, boolean downgrade) {
    if (now == null) {
      return false;
    }
    String release = Versions.ofRelease(move.release().id());
    if (now.floor() > 0 && Versions.isOlder(release, now.floorVersion())) {
      throw Refusals.contracted(now.floorVersion());
    }
    Optional<String> older = Optional.empty();
    if (Versions.isOlder(release, Versions.ofRelease(now.id()))) {
      older = Optional.of(move.release().id());
    }
    for (Part part : coming) {
      for (Bundle bundle : going) {
        if (older.isEmpty()
            && part.name().equals(bundle.getSymbolicName())
            && Versions.isOlder(part.version(), bundle.getVersion().toString())) {
          older = Optional.of(part.name() + " " + part.version());
        }
      }
    }
    if (older.isPresent() && !downgrade) {
      throw Refusals.downgrade(older.get());
    }
    return older.isPresent();
  }

  private List<Plan.Move> bundles(Move move, Set<Bundle> going, List<Part> coming) {
    List<Plan.Move> bundles = new ArrayList<>();
    for (Part part : coming) {
      bundles.add(new Plan.Move(Change.COMES, part.name(), part.version(), part.sha256()));
    }
    Map<String, Plan.Move> rest = new TreeMap<>();
    for (Bundle bundle : there) {
      if (isOurs(bundle) && bundle.getBundleId() != 0) {
        String name = bundle.getSymbolicName();
        String version = bundle.getVersion().toString();
        Change change = going.contains(bundle) ? Change.GOES : Change.STAYS;
        var said = new Plan.Move(change, name, version, digest(move, bundle));
        rest.put(name + " " + change + " " + bundle.getBundleId(), said);
      }
    }
    bundles.addAll(rest.values());
    return bundles;
  }

  /** Known of what a release brought: its location says it. */
  private static String digest(Move move, Bundle bundle) {
    if (Ours.broughtByRelease(bundle)) {
      String location = bundle.getLocation();
      return location.substring(location.lastIndexOf('/') + 1);
    }
    return move.release().parts().stream()
        .filter(part -> part.name().equals(bundle.getSymbolicName()))
        .filter(part -> part.version().equals(bundle.getVersion().toString()))
        .map(Part::sha256)
        .findFirst()
        .orElse("");
  }

  private List<Wire> wiring(Move move) {
    Map<String, Version> given = new TreeMap<>();
    for (Bundle bundle : there) {
      String name = bundle.getSymbolicName();
      if (name.equals("al.fole.spi") || name.startsWith("al.fole.spi.")) {
        given.putAll(Headers.of(bundle).exports());
      }
    }
    given.putAll(
        move.newApi()
            .flatMap(Part::jar)
            .map(jar -> jar.headers().exports())
            .orElseGet(() -> move.oldApi().map(api -> Headers.of(api).exports()).orElse(Map.of())));
    List<Wire> wires = new ArrayList<>();
    for (Part part : move.starting()) {
      Set<String> imports =
          part.jar().map(jar -> jar.headers().imports().keySet()).orElse(Set.of());
      given.forEach(
          (name, version) -> {
            if (imports.contains(name)) {
              wires.add(new Wire(part.name(), name, version.toString()));
            }
          });
    }
    return wires;
  }

  /** What a framework would refresh along with what goes. */
  private List<String> refreshes(Set<Bundle> going) {
    Set<Bundle> closure = new HashSet<>();
    if (!going.isEmpty()) {
      closure.addAll(framework.adapt(FrameworkWiring.class).getDependencyClosure(going));
    }
    closure.removeAll(going);
    Set<String> foreign = new TreeSet<>();
    Set<String> ours = new TreeSet<>();
    for (Bundle bundle : closure) {
      (isOurs(bundle) ? ours : foreign).add(bundle.getSymbolicName() + " " + bundle.getVersion());
    }
    if (!foreign.isEmpty()) {
      throw Refusals.touchesForeign(String.join(", ", foreign));
    }
    return List.copyOf(ours);
  }

  private List<SchemaStep> schema(ReleaseFile release, PlatformMove platform) {
    List<SchemaStep> steps = new ArrayList<>();
    List<Part> parts = new ArrayList<>(platform.installing());
    release.parts().stream().filter(part -> Ours.isHot(part.name())).forEach(parts::add);
    for (Part part : parts) {
      if (part.jar().isPresent()) {
        Set<String> done = schemas == null ? Set.of() : schemas.applied(Ours.schema(part.name()));
        for (String file : scripts(part.jar().get().file())) {
          if (!done.contains(file)) {
            steps.add(new SchemaStep(part.name(), file, file.startsWith("contract/")));
          }
        }
      }
    }
    return steps;
  }

  private static List<String> scripts(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return file.stream()
          .map(ZipEntry::getName)
          .filter(name -> name.matches("db/(contract/)?[0-9]{3}_[a-z0-9_]+\\.sql"))
          .map(name -> name.substring("db/".length()))
          .sorted()
          .toList();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static boolean isOurs(Bundle bundle) {
    String name = bundle.getSymbolicName();
    return name != null && Ours.isOurs(name);
  }
}
