// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.architecture;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import aQute.bnd.version.Version;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The star: every bundle imports the API and libraries, and no bundle another bundle of ours. */
class StarTest {
  private final Set<String> contracts =
      BuiltBundle.named("al.fole.spi", "al.fole.api").stream()
          .flatMap(b -> b.exports().keySet().stream())
          .collect(Collectors.toCollection(TreeSet::new));

  @Test
  void aBundleImportsNothingOfOursButTheContracts() {
    var bundles = BuiltBundle.named("al.fole.");
    assertTrue(bundles.size() >= 10, "all bundles are looked at: " + bundles.size());
    for (var bundle : bundles) {
      var strange = bundle.foreignImportsOf("al.fole");
      strange.removeAll(contracts);
      assertEquals(Set.of(), strange, bundle.name());
    }
  }

  @Test
  void onlyTheContractsExportPackages() {
    for (var bundle : BuiltBundle.named("al.fole.")) {
      if (!bundle.name().startsWith("al.fole.spi") && !bundle.name().equals("al.fole.api")) {
        assertEquals(Set.of(), bundle.exports().keySet(), bundle.name());
      }
    }
  }

  @Test
  void aForeignBundleImportsOnlyTheSpi() {
    var foreign = BuiltBundle.named("al.rekshksh.");
    assertEquals(2, foreign.size());
    for (var bundle : foreign) {
      for (var imported : bundle.foreignImportsOf("al.fole")) {
        assertTrue(imported.startsWith("al.fole.spi"), bundle.name() + " imports " + imported);
      }
    }
  }

  @Test
  void theApiImportsEveryPackageItExports() {
    var api = BuiltBundle.named("al.fole.api").get(0);
    assertEquals(
        api.exports().keySet(),
        api.imports().keySet().stream()
            .filter(p -> !p.startsWith("al.fole.spi"))
            .collect(Collectors.toCollection(TreeSet::new)));
  }

  @Test
  void theContractsTakeTheirOwnPackagesOnlyWhereTheyAreUnchanged() {
    for (var contract : BuiltBundle.named("al.fole.spi", "al.fole.api")) {
      contract
          .exports()
          .forEach(
              (name, exported) -> {
                var imported = contract.imports().get(name);
                var version = Version.parseVersion(exported.getVersion());
                var same = "[%d.%d,%1$d.%d)";
                assertEquals(
                    imported == null && name.startsWith("al.fole.spi")
                        ? null
                        : same.formatted(
                            version.getMajor(), version.getMinor(), version.getMinor() + 1),
                    imported == null ? null : imported.getVersion(),
                    contract.name() + " imports " + name);
              });
    }
  }

  @Test
  void noBundleImportsWhateverItFinds() throws Exception {
    for (var bundle : BuiltBundle.named("al.fole.", "al.rekshksh.")) {
      try (var jar = new java.util.jar.JarFile(bundle.file())) {
        var main = jar.getManifest().getMainAttributes();
        assertEquals(null, main.getValue("DynamicImport-Package"), bundle.name());
        assertEquals(null, main.getValue("Require-Bundle"), bundle.name());
      }
    }
  }

  @Test
  void everyImportHasAVersion() {
    for (var bundle : BuiltBundle.named("al.fole.")) {
      bundle
          .imports()
          .forEach(
              (name, attributes) ->
                  assertTrue(
                      name.startsWith("javax.") || attributes.getVersion() != null,
                      bundle.name() + " imports any version of " + name));
    }
  }
}
