// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.archive.Signers;
import al.fole.keys.Signatures;
import al.fole.lifecycle.Release;
import al.fole.lifecycle.Releases;
import al.fole.spi.Problem;
import java.nio.file.Path;
import org.apache.felix.hc.api.HealthCheck;
import org.apache.felix.hc.api.Result;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Warns while the release in force is one that nobody vouches for any more. It stays in force:
 * stopping the register is worse than running on with what was good when it came.
 */
@Component(
    service = HealthCheck.class,
    configurationPid = "al.fole.lifecycle",
    property = {HealthCheck.NAME + "=signers", HealthCheck.TAGS + "=ready"})
public final class SignersCheck implements HealthCheck {

  private final Signers signers;
  private final Releases releases;

  /** Looks at the list of the host. */
  @Activate
  public SignersCheck(
      BundleContext context, @Reference Signatures signatures, @Reference Releases releases) {
    this(Arrivals.signers(context), signatures, releases);
  }

  SignersCheck(Path directory, Signatures signatures, Releases releases) {
    this.signers = new Signers(directory, signatures);
    this.releases = releases;
  }

  @Override
  public Result execute() {
    try {
      return releases
          .current()
          .map(Release::feature)
          .flatMap(feature -> signers.doubt(feature.resolveSibling(".")))
          .map(SignersCheck::warning)
          .orElseGet(() -> new Result(Result.Status.OK, "somebody vouches for the release"));
    } catch (Problem unreadable) {
      return warning(unreadable);
    }
  }

  private static Result warning(Problem found) {
    return new Result(Result.Status.WARN, found.rule() + ": " + found.en());
  }
}
