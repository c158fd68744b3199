// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations.internal;

import al.fole.lifecycle.Release;
import al.fole.lifecycle.Releases;
import al.fole.operations.Figure;
import al.fole.operations.Figures;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.instrumentation.jvm.JvmGarbageCollectorMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmMemoryMetrics;
import io.prometheus.metrics.instrumentation.jvm.JvmThreadsMetrics;
import io.prometheus.metrics.model.registry.PrometheusRegistry;
import io.prometheus.metrics.model.snapshots.InfoSnapshot;
import io.prometheus.metrics.model.snapshots.Labels;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** {@code /metrics} in the text format 0.0.4 of Prometheus. */
@Component(service = Servlet.class, configurationPid = "al.fole.operations")
@HttpWhiteboardServletPattern("/metrics")
public final class MetricsServlet extends HttpServlet {

  private static final long serialVersionUID = 1L;
  private static final Logger LOG = LoggerFactory.getLogger(MetricsServlet.class);

  private final transient Operators operators;
  private final transient DiskCheck disk;
  private final transient PrometheusRegistry registry;
  private final String version;
  private final transient List<Figures> parts = new CopyOnWriteArrayList<>();

  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.OPTIONAL)
  private transient volatile @Nullable Releases releases;

  /** Shows the times of requests, the figures of the parts and those of the machine. */
  @Activate
  public MetricsServlet(
      BundleContext context,
      @Reference Operators operators,
      @Reference DiskCheck disk,
      @Reference RequestTimes times) {
    this.operators = operators;
    this.disk = disk;
    registry = times.registry();
    version = context.getBundle().getVersion().toString();
    JvmMemoryMetrics.builder().register(registry);
    JvmThreadsMetrics.builder().register(registry);
    JvmGarbageCollectorMetrics.builder().register(registry);
  }

  /** A part that has figures. */
  @Reference(
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY,
      cardinality = ReferenceCardinality.MULTIPLE)
  void bindFigures(Figures part) {
    parts.add(part);
  }

  void unbindFigures(Figures part) {
    parts.removeIf(known -> known == part);
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    if (operators.admit(request, response)) {
      Operators.answer(response, 200, PrometheusTextFormatWriter.CONTENT_TYPE, text());
    }
  }

  private synchronized String text() throws IOException {
    List<Figure> figures = new ArrayList<>();
    String help = "Free on the disk of the data directory.";
    figures.add(Figure.gauge("fole_disk_free_bytes", help, Map.of(), disk.free()));
    for (Figures part : parts) {
      try {
        figures.addAll(part.figures());
      } catch (RuntimeException e) {
        LOG.debug("{} tells no figures: {}", part.getClass().getName(), e.getClass().getName());
      }
    }
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    registry.scrape().forEach(all::metricSnapshot);
    Snapshots.of(figures).forEach(all::metricSnapshot);
    all.metricSnapshot(build());
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    new PrometheusTextFormatWriter(false).write(out, all.build());
    return out.toString(StandardCharsets.UTF_8);
  }

  private InfoSnapshot build() {
    Releases known = releases;
    String release = known == null ? "" : known.current().map(Release::id).orElse("");
    return InfoSnapshot.builder()
        .name("fole_build")
        .help("The platform that runs and the release in force.")
        .dataPoint(
            InfoSnapshot.InfoDataPointSnapshot.builder()
                .labels(Labels.of("version", version, "release", release))
                .build())
        .build();
  }
}
