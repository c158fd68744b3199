// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations.internal;

import al.fole.operations.Figure;
import io.prometheus.metrics.model.snapshots.CounterSnapshot;
import io.prometheus.metrics.model.snapshots.GaugeSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshot;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** The figures of the parts as the writer takes them. */
final class Snapshots {

  private Snapshots() {}

  static List<MetricSnapshot> of(Collection<Figure> figures) {
    Map<String, List<Figure>> byName =
        figures.stream()
            .collect(Collectors.groupingBy(Figure::name, LinkedHashMap::new, Collectors.toList()));
    return byName.values().stream().map(Snapshots::snapshot).toList();
  }

  private static MetricSnapshot snapshot(List<Figure> figures) {
    Figure first = figures.get(0);
    if (first.counts()) {
      CounterSnapshot.Builder counter =
          CounterSnapshot.builder().name(first.name()).help(first.help());
      figures.forEach(
          figure ->
              counter.dataPoint(
                  CounterSnapshot.CounterDataPointSnapshot.builder()
                      .labels(labels(figure))
                      .value(figure.value())
                      .build()));
      return counter.build();
    }
    GaugeSnapshot.Builder gauge = GaugeSnapshot.builder().name(first.name()).help(first.help());
    figures.forEach(
        figure ->
            gauge.dataPoint(
                GaugeSnapshot.GaugeDataPointSnapshot.builder()
                    .labels(labels(figure))
                    .value(figure.value())
                    .build()));
    return gauge.build();
  }

  private static Labels labels(Figure figure) {
    Labels.Builder labels = Labels.builder();
    new TreeMap<>(figure.labels()).forEach(labels::label);
    return labels.build();
  }
}
