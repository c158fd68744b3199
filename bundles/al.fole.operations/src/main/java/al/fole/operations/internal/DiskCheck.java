// SPDX-License-Identifier: EUPL-1.2
package al.fole.operations.internal;

import java.io.File;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/** Whether the disk of the data directory has room for what comes next. */
@Component(
    service = {HealthCheck.class, DiskCheck.class},
    configurationPid = "al.fole.operations",
    property = {HealthCheck.NAME + "=disk", HealthCheck.TAGS + "=" + PartsCheck.READY})
public final class DiskCheck implements HealthCheck {

  private static final long MEGABYTE = 1L << 20;

  /** Properties of the PID {@code al.fole.operations}. */
  public @interface Config {
    /** Free megabytes below which the host is not ready. */
    long free_megabytes() default 128;
  }

  private final File data;
  private final long needed;

  /** Looks at the disk of {@code fole.data}. */
  @Activate
  public DiskCheck(BundleContext context, Config config) {
    this(new File(directory(context)), config.free_megabytes());
  }

  DiskCheck(File data, long neededMegabytes) {
    this.data = data;
    needed = neededMegabytes * MEGABYTE;
  }

  private static String directory(BundleContext context) {
    String data = context.getProperty("fole.data");
    return data == null || data.isBlank() ? "." : data;
  }

  /** Bytes that are free. */
  long free() {
    return data.getUsableSpace();
  }

  @Override
  public Result execute() {
    long free = free();
    return free >= needed
        ? new Result(Result.Status.OK, "room enough")
        : new Result(
            Result.Status.CRITICAL,
            "%d MB free, %d MB needed".formatted(free / MEGABYTE, needed / MEGABYTE));
  }
}
