// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.architecture;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.junit.jupiter.api.Assertions.assertEquals;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaClass;
import java.util.Arrays;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** Whoever knows one feature finds the way in every other: the suffix is the layer. */
class FeaturesAlikeTest {
  /** The layers every feature has, and those it has when it needs them. */
  private static final Set<String> ALWAYS =
      Set.of("Application", "Resource", "Registry", "Rules", "Rows", "Mapper");

  private static final Set<String> SOMETIMES = Set.of("Lists", "Views", "Reactions", "Follower");

  /** What only a layer may hold: services, transactions and the framework. */
  private static final Set<String> SERVICES =
      Set.of(
          "al.fole.store.Store",
          "al.fole.store.Database",
          "al.fole.store.Tx",
          "al.fole.store.ReadTx",
          "al.fole.access.Access",
          "al.fole.journal.Journal");

  @Test
  void everyFeatureHasTheSameLayers() {
    Map<String, Set<String>> missing = new TreeMap<>();
    for (String feature : HouseStyleTest.FEATURES) {
      var lacks = new TreeSet<>(ALWAYS);
      HouseStyleTest.ALL.stream()
          .filter(it -> it.getPackageName().equals(feature.replace("..", "")))
          .forEach(it -> lacks.remove(layer(it)));
      if (!lacks.isEmpty()) {
        missing.put(feature, lacks);
      }
    }
    assertEquals(Map.of(), missing);
  }

  @Test
  void whatIsNoLayerIsAValueThatHoldsNoService() {
    noClasses()
        .that()
        .resideInAnyPackage(HouseStyleTest.FEATURES)
        .and(in())
        .should()
        .dependOnClassesThat(
            named(SERVICES)
                .or(in("Registry", "Resource", "Rows", "Lists", "Views", "Mapper", "Reactions")))
        .check(HouseStyleTest.ALL);
  }

  @Test
  void rulesAskTheirQuestionsOfValues() {
    layer("Rules")
        .should()
        .dependOnClassesThat(
            named(SERVICES).or(in("Registry", "Resource", "Rows", "Lists", "Views", "Mapper")))
        .check(HouseStyleTest.ALL);
  }

  @Test
  void sqlKnowsNoServiceAndRowsNobodyAboveThem() {
    layer("Mapper")
        .should()
        .dependOnClassesThat(
            named(SERVICES)
                .or(in("Registry", "Resource", "Rows", "Lists", "Views", "Rules", "Reactions")))
        .check(HouseStyleTest.ALL);
    layer("Rows", "Views")
        .should()
        .dependOnClassesThat(
            named(Set.of("al.fole.journal.Journal"))
                .or(in("Registry", "Resource", "Lists", "Reactions", "Follower")))
        .check(HouseStyleTest.ALL);
  }

  @Test
  void aResourceKnowsItsContractOnly() {
    layer("Resource")
        .should()
        .dependOnClassesThat(
            named(SERVICES)
                .or(in("Registry", "Rows", "Lists", "Views", "Mapper", "Reactions", "Application")))
        .check(HouseStyleTest.ALL);
  }

  private static com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction layer(
      String... suffixes) {
    return noClasses().that().resideInAnyPackage(HouseStyleTest.FEATURES).and(in(suffixes));
  }

  /** Of one of these layers, with the classes inside; of none, for no suffix. */
  private static DescribedPredicate<JavaClass> in(String... suffixes) {
    var sought = suffixes.length == 0 ? Set.of("") : Set.of(suffixes);
    return describe("of " + sought, it -> isOurs(it) && sought.contains(layer(it)));
  }

  private static boolean isOurs(JavaClass type) {
    return Arrays.stream(HouseStyleTest.FEATURES)
        .anyMatch(it -> type.getPackageName().equals(it.replace("..", "")));
  }

  private static DescribedPredicate<JavaClass> named(Set<String> names) {
    return describe("services", it -> names.contains(it.getName()));
  }

  private static String layer(JavaClass type) {
    JavaClass outer = type;
    while (outer.getEnclosingClass().isPresent()) {
      outer = outer.getEnclosingClass().get();
    }
    String name = outer.getSimpleName();
    var layers = new TreeSet<>(ALWAYS);
    layers.addAll(SOMETIMES);
    return layers.stream().filter(name::endsWith).findFirst().orElse("");
  }
}
