// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.nio.file.Path;
import java.util.Locale;
import org.osgi.annotation.bundle.Header;
import org.osgi.framework.BundleActivator;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;

/**
 * Opens the keys once before the bundle counts as started, so that unusable keys are a refused
 * start with a sentence. Missing keys are made in demonstration and training mode only: in
 * production an empty directory is a lost back-up until a person says otherwise.
 */
@Header(name = Constants.BUNDLE_ACTIVATOR, value = "${@class}")
public final class KeysActivator implements BundleActivator {

  @Override
  public void start(BundleContext context) {
    boolean exercise = !mode(context).equals("PRODUCTION");
    Path directory = directory(context);
    FileKeys.open(directory, exercise, KeyChoice.of(context::getProperty));
    if (exercise) {
      EvidenceKey.make(directory, "Fole exercise evidence");
    }
  }

  @Override
  public void stop(BundleContext context) {
    // the services leave with their components
  }

  static Path directory(BundleContext context) {
    String directory = context.getProperty("fole.keys");
    if (directory == null || directory.isBlank()) {
      throw new KeysRefused("The framework property fole.keys must name the key directory.");
    }
    return Path.of(directory).toAbsolutePath().normalize();
  }

  private static String mode(BundleContext context) {
    String mode = context.getProperty("fole.mode");
    return mode == null ? "PRODUCTION" : mode.toUpperCase(Locale.ROOT);
  }
}
