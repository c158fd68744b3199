// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.architecture;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.event.Event;
import al.fole.event.EventType;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** House style, from the byte code of every bundle. */
class HouseStyleTest {
  static final JavaClasses ALL =
      new ClassFileImporter()
          .withImportOption(new ImportOption.DoNotIncludeTests())
          .importPackages("al.fole", "al.rekshksh");

  /** Bundles of features; a new one is added here and nowhere else in this class. */
  static final String[] FEATURES = {
    "al.fole.persons.internal..", "al.fole.cases.internal..", "al.fole.families.internal.."
  };

  /** Packages of al.fole.api from the bottom up; each may use what stands before it. */
  private static final List<String> ORDER =
      List.of(
          "al.fole.steps",
          "al.fole.operations",
          "al.fole.keys",
          "al.fole.rules",
          "al.fole.event",
          "al.fole.store",
          "al.fole.journal",
          "al.fole.access",
          "al.fole.persons",
          "al.fole.cases",
          "al.fole.families",
          "al.fole.lifecycle");

  @Test
  void osgiAppearsOnlyWhereAFeatureMeetsTheFramework() {
    noClasses()
        .that()
        .resideInAnyPackage(FEATURES)
        .and()
        .haveNameNotMatching(".*(Registry|Reactions|Follower|Referrals|Application)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.osgi..")
        .check(ALL);
  }

  @Test
  void jaxRsAppearsOnlyInResources() {
    noClasses()
        .that()
        .resideInAnyPackage(FEATURES)
        .and()
        .haveNameNotMatching(".*(Resource|Application)(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("jakarta.ws.rs..")
        .check(ALL);
  }

  @Test
  void sqlAppearsOnlyInMappers() {
    noClasses()
        .that()
        .resideInAnyPackage(FEATURES)
        .and()
        .haveNameNotMatching(".*Mapper(\\$.*)?")
        .should()
        .dependOnClassesThat()
        .resideInAnyPackage("org.apache.ibatis..", "java.sql..")
        .check(ALL);
  }

  @Test
  void bouncyCastleAppearsOnlyInKeysAndTheVerifier() {
    noClasses()
        .that()
        .resideOutsideOfPackages("al.fole.keys.internal..", "al.fole.verify..")
        .should()
        .dependOnClassesThat()
        .resideInAPackage("org.bouncycastle..")
        .check(ALL);
  }

  @Test
  void noNameSaysNothing() {
    noClasses().should().haveNameMatching(".*(Impl|Manager|Helper|Utils?|Base)(\\$.*)?").check(ALL);
  }

  @Test
  void theContractsUseNoLibrary() {
    classes()
        .that()
        .resideInAnyPackage("al.fole.spi..", ORDER.get(0), ORDER.get(1), ORDER.get(2))
        .or()
        .resideInAnyPackage(ORDER.subList(3, ORDER.size()).toArray(String[]::new))
        .should()
        .onlyDependOnClassesThat()
        .resideInAnyPackage(
            "java..",
            "javax.sql..",
            "al.fole..",
            "org.osgi.annotation..",
            "org.jspecify.annotations..")
        .check(ALL);
  }

  @Test
  void aContractPackageUsesOnlyThoseBelowIt() {
    for (int i = 0; i < ORDER.size(); i++) {
      var above = ORDER.subList(i + 1, ORDER.size()).toArray(String[]::new);
      if (above.length > 0) {
        noClasses()
            .that()
            .resideInAPackage(ORDER.get(i))
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(above)
            .check(ALL);
      }
    }
    slices().matching("al.fole.(*)").should().beFreeOfCycles().check(ALL);
  }

  /** Their reason is a code of a list. */
  private static final Set<String> CODED_REASON =
      Set.of("CareEnded", "CaseClosed", "PlacementEnded");

  @Test
  void anEventCarriesNoFreeText() throws ClassNotFoundException {
    var plain =
        Set.of(
            UUID.class,
            LocalDate.class,
            Instant.class,
            String.class,
            boolean.class,
            long.class,
            int.class,
            Boolean.class,
            Long.class,
            Integer.class);
    var texts =
        Set.of("firstName", "lastName", "fatherName", "name", "address", "contact", "reason");
    int seen = 0;
    for (JavaClass type : ALL) {
      if (type.isAssignableTo(Event.class) && type.isRecord()) {
        seen++;
        var event = Class.forName(type.getName(), false, getClass().getClassLoader());
        assertTrue(event.isAnnotationPresent(EventType.class), type.getName() + " has a type");
        for (var component : event.getRecordComponents()) {
          var of = component.getType();
          boolean id =
              of.isRecord()
                  && Arrays.stream(of.getRecordComponents())
                      .map(c -> (Object) c.getType())
                      .toList()
                      .equals(List.of(UUID.class));
          assertTrue(
              plain.contains(of) || of.isEnum() || id,
              type.getName() + "." + component.getName() + " is a " + of.getName());
          assertTrue(
              !texts.contains(component.getName()) || CODED_REASON.contains(type.getSimpleName()),
              type.getName() + "." + component.getName() + " belongs into a Detail");
        }
      }
    }
    assertTrue(seen >= 2, "events are looked at: " + seen);
  }

  @Test
  void everyPackageSaysWhatItIsFor() {
    var packages =
        ALL.stream().map(JavaClass::getPackageName).collect(java.util.stream.Collectors.toSet());
    var described =
        ALL.stream()
            .filter(c -> c.getSimpleName().equals("package-info"))
            .map(JavaClass::getPackageName)
            .collect(java.util.stream.Collectors.toSet());
    packages.removeAll(described);
    assertEquals(Set.of(), packages);
  }
}
