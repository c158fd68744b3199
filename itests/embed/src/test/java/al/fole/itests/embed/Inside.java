// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.embed;

import al.fole.embed.Fole;
import al.fole.embed.framework.ModuleFramework;
import java.lang.ref.WeakReference;
import java.util.List;
import org.osgi.framework.BundleContext;

/** Looks behind the handle, which gives no OSGi away. */
final class Inside {
  private Inside() {}

  static BundleContext context(Fole fole) {
    try {
      var field = Fole.class.getDeclaredField("framework");
      field.setAccessible(true);
      return ((ModuleFramework) field.get(fole)).context();
    } catch (ReflectiveOperationException e) {
      throw new IllegalStateException(e);
    }
  }

  static List<WeakReference<ClassLoader>> loaders(Fole fole) {
    return Remains.loaders(context(fole));
  }
}
