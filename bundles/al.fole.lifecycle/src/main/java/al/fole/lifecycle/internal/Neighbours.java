// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.operations.Figure;
import al.fole.operations.Figures;
import al.fole.spi.Problem;
import al.fole.store.Schemas;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.service.component.runtime.ServiceComponentRuntime;
import org.osgi.service.component.runtime.dto.ComponentDescriptionDTO;
import org.osgi.service.component.runtime.dto.ReferenceDTO;

/** What a part means to the others, and what of it stays when it goes. */
final class Neighbours {

  private final BundleContext context;
  private final ServiceComponentRuntime components;

  Neighbours(BundleContext context, ServiceComponentRuntime components) {
    this.context = context;
    this.components = components;
  }

  boolean isActive(String name) {
    return active().stream().anyMatch(bundle -> name.equals(bundle.getSymbolicName()));
  }

  private List<Bundle> active() {
    return Arrays.stream(context.getBundles())
        .filter(bundle -> bundle.getState() == Bundle.ACTIVE)
        .filter(bundle -> Ours.isHot(String.valueOf(bundle.getSymbolicName())))
        .toList();
  }

  /** The working parts that cannot do without one: a component of theirs must have its service. */
  Set<String> needing(String part) {
    Set<String> needing = new TreeSet<>();
    for (Bundle bundle : active()) {
      if (!part.equals(bundle.getSymbolicName()) && needs(bundle, part)) {
        needing.add(bundle.getSymbolicName());
      }
    }
    return needing;
  }

  private boolean needs(Bundle bundle, String part) {
    for (ComponentDescriptionDTO component : components.getComponentDescriptionDTOs(bundle)) {
      for (ReferenceDTO reference : component.references) {
        if (reference.cardinality.startsWith("1")
            && reference.interfaceName.startsWith(part + ".")) {
          return true;
        }
      }
    }
    return false;
  }

  /** What stays of a part when it goes, one line each. */
  List<String> stays(String part, @Nullable Schemas schemas) {
    List<String> stays = new ArrayList<>();
    needing(part).forEach(name -> stays.add(name + " answers 503 without it"));
    String schema = Ours.schema(part);
    try {
      if (schemas != null) {
        for (Schemas.Holding table : schemas.holdings(schema)) {
          String rows = table.rows() < 0 ? "rows not counted" : table.rows() + " rows";
          stays.add("table " + schema + "." + table.table() + " stays: " + rows);
        }
      }
    } catch (Problem e) {
      stays.add("the tables of " + schema + " stay; they could not be counted");
    }
    stays.add("the trail stays: every entry about its records, and each proof");
    stays.add(
        waiting(schema)
            .map(n -> n + " events wait for it and reach it when it is enabled")
            .orElse("events of others wait for it and reach it when it is enabled"));
    return stays;
  }

  /** How many events its followers have not had yet. */
  private Optional<Long> waiting(String schema) {
    try {
      long waiting = 0;
      for (var reference : context.getServiceReferences(Figures.class, null)) {
        Figures figures = context.getService(reference);
        for (Figure figure : figures == null ? List.<Figure>of() : figures.figures()) {
          String follower = figure.labels().getOrDefault("follower", "");
          if (figure.name().equals("fole_follower_lag_entries")
              && follower.startsWith(schema + ".")) {
            waiting += Math.round(figure.value());
          }
        }
        context.ungetService(reference);
      }
      return Optional.of(waiting);
    } catch (InvalidSyntaxException e) {
      throw new IllegalStateException(e);
    } catch (RuntimeException e) {
      return Optional.empty();
    }
  }
}
