// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.operations.Figure;
import io.prometheus.metrics.expositionformats.PrometheusTextFormatWriter;
import io.prometheus.metrics.model.snapshots.MetricSnapshots;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.apache.felix.hc.api.Result;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class FiguresTest {

  @TempDir Path data;

  @Test
  void figuresOfOneNameStandTogether() throws IOException {
    List<Figure> figures =
        List.of(
            Figure.gauge("fole_places", "Places.", Map.of("kind", "b"), 2),
            Figure.counter("fole_steps", "Steps.", Map.of(), 7),
            Figure.gauge("fole_places", "Places.", Map.of("kind", "a"), 1));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    MetricSnapshots.Builder all = MetricSnapshots.builder();
    Snapshots.of(figures).forEach(all::metricSnapshot);
    new PrometheusTextFormatWriter(false).write(out, all.build());
    assertEquals(
        """
        # HELP fole_places Places.
        # TYPE fole_places gauge
        fole_places{kind="a"} 1.0
        fole_places{kind="b"} 2.0
        # HELP fole_steps_total Steps.
        # TYPE fole_steps_total counter
        fole_steps_total 7.0
        """,
        out.toString(StandardCharsets.UTF_8));
  }

  @Test
  void aNameTheFormatKeepsForItselfIsRefused() {
    for (String name : List.of("fole_x_total", "fole_x_info", "9x", "fole-x", "Fole", "")) {
      assertThrows(
          IllegalArgumentException.class, () -> Figure.gauge(name, "None.", Map.of(), 1), name);
    }
  }

  @Test
  void aDiskWithoutRoomIsSaid() {
    File here = data.toFile();
    assertEquals(Result.Status.OK, new DiskCheck(here, 1).execute().getStatus());
    Result full = new DiskCheck(here, 1L << 40).execute();
    assertEquals(Result.Status.CRITICAL, full.getStatus());
  }

  @Test
  void aTextIsAJsonString() {
    assertEquals("\"a\\\"b\\\\c\\u000a\"", Json.string("a\"b\\c\n"));
  }
}
