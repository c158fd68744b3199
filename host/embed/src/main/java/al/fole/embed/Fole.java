// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed;

import al.fole.embed.framework.Configurations;
import al.fole.embed.framework.FrameworkProperties;
import al.fole.embed.framework.LentPackages;
import al.fole.embed.framework.ModuleFramework;
import al.fole.embed.framework.Release;
import al.fole.spi.Problem;
import al.fole.spi.host.Referrals;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The module at work in this process. Close it and nothing of it is left: no thread, no open file,
 * no class; the same program may start it again.
 */
public final class Fole implements AutoCloseable {

  private static final Logger LOG = LoggerFactory.getLogger(Fole.class);
  private static final long PATIENCE_SECONDS = 120;

  /** A part that failed once may come after another; one that still fails then will not. */
  private static final long TRIES_SECONDS = 10;

  /** Is there when the platform is; without a feature part the rest is at work. */
  private static final String ACCESS = "al.fole.access.Access";

  private static final long DRAIN_MILLIS = 10_000;

  private final ModuleFramework framework;
  private final FoleServlet servlet;
  private final ReferralGate referrals;

  private Fole(ModuleFramework framework, FoleServlet servlet) {
    this.framework = framework;
    this.servlet = servlet;
    this.referrals = new ReferralGate(framework.context());
  }

  /** Begins to say what the module is lent. */
  public static FoleBuilder builder() {
    return new FoleBuilder();
  }

  static Fole start(
      Path data,
      String mode,
      Map<String, String> properties,
      List<Lent> lent,
      FoleServlet servlet) {
    try {
      return OwnLoader.call(() -> boot(data, mode, properties, lent, servlet));
    } catch (Problem e) {
      throw e;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw refused("Nisja u ndërpre.", "The start was interrupted.");
    } catch (IOException e) {
      LOG.error("The directory cannot be written", e);
      throw refused(
          "Në dosjen " + data + " nuk mund të shkruhet.",
          "The directory " + data + " cannot be written.");
    } catch (Exception e) {
      LOG.error("The module did not start", e);
      throw refused("Moduli nuk u nis: " + e + ".", "The module did not start: " + e + ".");
    }
  }

  private static Fole boot(
      Path data, String mode, Map<String, String> given, List<Lent> lent, FoleServlet servlet)
      throws IOException, BundleException, InterruptedException {
    directory(data);
    Release release = Release.unpack(directory(data.resolve("releases")), Release.EMBEDDED);
    Path configuration = data.resolve("configuration.json");
    Configurations.write(configuration, release.features().values(), Map.of());
    Map<String, String> properties =
        FrameworkProperties.of(data, mode, release.module(), configuration);
    properties.putAll(LentPackages.of(release));
    // The program's handlers of addresses are its own affair.
    properties.put("felix.service.urlhandlers", "false");
    // Threads for resolving would outlive the module by a minute, and its classes with them.
    properties.put("felix.resolver.parallelism", "1");
    properties.put("org.osgi.framework.storage", data.resolve("felix").toString());
    properties.put("org.osgi.framework.storage.clean", "onFirstInit");
    properties.put("fole.releases.signers", data.resolve("signers").toString());
    directory(data.resolve("log"));
    properties.putAll(given);
    ModuleFramework framework = ModuleFramework.create(properties);
    framework.tellErrors();
    Fole fole = new Fole(framework, servlet);
    try {
      lent.forEach(one -> framework.lend(one.contract(), one.service(), one.properties()));
      for (String feature : List.of("libraries", "embed", "platform")) {
        framework.install(
            release.bundles(feature).stream().filter(bundle -> !bundle.lent()).toList());
      }
      servlet.attach(framework.context());
      framework.start(FrameworkProperties.EVERYTHING);
      fole.await(servlet.isMounted() ? release.routes() : List.of());
      return fole;
    } catch (IOException | BundleException | InterruptedException | RuntimeException e) {
      fole.close();
      throw e;
    }
  }

  private void await(List<String> routes) throws InterruptedException {
    List<String> failed = framework.failed();
    if (!failed.isEmpty()) {
      String names = String.join(", ", failed);
      throw refused("Këto pjesë nuk u nisën: " + names, "These bundles did not start: " + names);
    }
    long begun = System.nanoTime();
    List<String> missing = framework.missing(routes);
    while (!missing.isEmpty()) {
      long seconds = TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - begun);
      List<String> refusals = seconds < TRIES_SECONDS ? List.of() : framework.refusals();
      if (!refusals.isEmpty() || seconds > PATIENCE_SECONDS) {
        String said = String.join("; ", refusals.isEmpty() ? missing : refusals);
        if (!framework.offers(ACCESS)) {
          throw refused("Nisja u refuzua: " + said, "The start was refused: " + said);
        }
        LOG.warn("The module goes on without {}", said);
        return;
      }
      TimeUnit.MILLISECONDS.sleep(50);
      missing = framework.missing(routes);
    }
  }

  private static Problem refused(String sq, String en) {
    return Problem.of(Problem.Kind.UNAVAILABLE, "module-not-started", sq, en);
  }

  /** For its owner only. */
  private static Path directory(Path path) throws IOException {
    if (Files.isDirectory(path)) {
      return path;
    }
    return path.getFileSystem().supportedFileAttributeViews().contains("posix")
        ? Files.createDirectories(
            path,
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------")))
        : Files.createDirectories(path);
  }

  /** To be mounted by the parent; stays the same when parts of the module are replaced. */
  public FoleServlet servlet() {
    return servlet;
  }

  /** How the parent refers a child; throws {@link Problem}, also while that part is away. */
  public Referrals referrals() {
    return referrals;
  }

  /** What is not as it should be, a line each; empty when everything is at work. */
  public List<String> missing() {
    return framework.missing(List.of());
  }

  /** Ends the module: first no new request, then those under way, then the rest. Once is enough. */
  @Override
  public void close() {
    try {
      OwnLoader.call(
          () -> {
            servlet.detach(DRAIN_MILLIS);
            referrals.close();
            framework.close();
            LastRecord.forget();
            return null;
          });
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (Exception e) {
      throw new IllegalStateException("the module did not end", e);
    }
  }
}
