// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.jar.JarFile;
import java.util.jar.Manifest;
import org.apache.felix.utils.manifest.Attribute;
import org.apache.felix.utils.manifest.Clause;
import org.apache.felix.utils.manifest.Parser;
import org.osgi.framework.Bundle;
import org.osgi.framework.Constants;
import org.osgi.framework.Filter;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.Version;
import org.osgi.framework.VersionRange;
import org.osgi.framework.wiring.BundleCapability;
import org.osgi.framework.wiring.BundleRevision;

/**
 * Whether what the coming jars need is there, by their manifests: nothing is installed to find out.
 * Packages and generic capabilities are looked at; the class space is {@link Planner}'s to judge.
 */
final class Requirements {

  private static final String PACKAGES = BundleRevision.PACKAGE_NAMESPACE;

  /** One thing that is offered. */
  private record Offer(String namespace, Map<String, Object> attributes) {}

  private final List<Offer> offers = new ArrayList<>();

  /** Knows what installed bundles offer, resolved or not. */
  Requirements(Collection<Bundle> staying) {
    for (Bundle bundle : staying) {
      BundleRevision revision = bundle.adapt(BundleRevision.class);
      for (BundleCapability given :
          revision == null ? List.<BundleCapability>of() : revision.getDeclaredCapabilities(null)) {
        offers.add(new Offer(given.getNamespace(), given.getAttributes()));
      }
    }
  }

  /** What a coming jar offers counts too. */
  void offer(Path jar) {
    Manifest manifest = manifest(jar);
    for (Clause exported : clauses(manifest, Constants.EXPORT_PACKAGE)) {
      Version version = Version.parseVersion(exported.getAttribute(Constants.VERSION_ATTRIBUTE));
      offers.add(new Offer(PACKAGES, Map.of(PACKAGES, exported.getName(), "version", version)));
    }
    for (Clause provided : clauses(manifest, Constants.PROVIDE_CAPABILITY)) {
      Map<String, Object> attributes = new HashMap<>();
      for (Attribute attribute : provided.getAttributes()) {
        String[] typed = attribute.getName().split(":", 2);
        attributes.put(typed[0].strip(), value(typed.length < 2 ? "" : typed[1], attribute));
      }
      offers.add(new Offer(provided.getName(), attributes));
    }
  }

  private static Object value(String type, Attribute attribute) {
    String text = attribute.getValue().strip();
    if (type.startsWith("List")) {
      return Arrays.stream(text.split(",")).map(String::strip).toList();
    }
    return type.strip().equals("Version") ? Version.parseVersion(text) : text;
  }

  /** The first thing the jar must have and nobody offers, as its manifest says it. */
  Optional<String> missing(Path jar) {
    Manifest manifest = manifest(jar);
    for (Clause imported : clauses(manifest, Constants.IMPORT_PACKAGE)) {
      if (isMandatory(imported) && !isExported(imported)) {
        String range = imported.getAttribute(Constants.VERSION_ATTRIBUTE);
        return Optional.of("package " + imported.getName() + (range == null ? "" : " " + range));
      }
    }
    for (Clause required : clauses(manifest, Constants.REQUIRE_CAPABILITY)) {
      if (isMandatory(required) && !isProvided(required)) {
        return Optional.of(
            required.getName()
                + " "
                + Objects.requireNonNullElse(
                    required.getDirective(Constants.FILTER_DIRECTIVE), ""));
      }
    }
    return Optional.empty();
  }

  private static boolean isMandatory(Clause clause) {
    String effective = clause.getDirective(Constants.EFFECTIVE_DIRECTIVE);
    return !Constants.RESOLUTION_OPTIONAL.equals(
            clause.getDirective(Constants.RESOLUTION_DIRECTIVE))
        && (effective == null || effective.equals(Constants.EFFECTIVE_RESOLVE));
  }

  private boolean isExported(Clause imported) {
    String wanted = imported.getAttribute(Constants.VERSION_ATTRIBUTE);
    VersionRange range = new VersionRange(wanted == null ? "0" : wanted);
    return offers.stream()
        .filter(offer -> imported.getName().equals(offer.attributes().get(PACKAGES)))
        .map(offer -> offer.attributes().get(Constants.VERSION_ATTRIBUTE))
        .anyMatch(
            version -> range.includes(version instanceof Version v ? v : Version.emptyVersion));
  }

  private boolean isProvided(Clause required) {
    String text = required.getDirective(Constants.FILTER_DIRECTIVE);
    try {
      Filter filter = text == null ? null : FrameworkUtil.createFilter(text);
      return offers.stream()
          .filter(offer -> offer.namespace().equals(required.getName()))
          .anyMatch(offer -> filter == null || filter.matches(offer.attributes()));
    } catch (InvalidSyntaxException e) {
      return false;
    }
  }

  private static Clause[] clauses(Manifest manifest, String header) {
    return Parser.parseHeader(manifest.getMainAttributes().getValue(header));
  }

  private static Manifest manifest(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      return Objects.requireNonNull(file.getManifest());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
