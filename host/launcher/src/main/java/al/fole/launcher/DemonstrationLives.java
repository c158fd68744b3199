// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.database.PrivateFiles;
import al.fole.population.Someone;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Foster families and cases of three municipalities, one at least in each state of a case, as their
 * workers and heads of unit enter them. All is dated backwards from the day it was begun, which is
 * kept, so that a run that was cut short is done again with the same words.
 */
final class DemonstrationLives implements DemonstrationCountry.Part {

  private static final int LONG_AGO = 320;
  private static final int APPLIED = 400;

  private final DemonstrationCaller caller;
  private final Path begun;
  private final Path marker;

  /**
   * Nobody yet.
   *
   * @param begun the file that keeps the day it was begun
   * @param marker the file that is there once it was done
   */
  DemonstrationLives(DemonstrationCaller caller, Path begun, Path marker) {
    this.caller = caller;
    this.begun = begun;
    this.marker = marker;
  }

  @Override
  public boolean done() {
    return Files.exists(marker);
  }

  @Override
  public void fill() throws IOException, InterruptedException {
    if (!Files.exists(begun)) {
      PrivateFiles.write(begun, LocalDate.now(ZoneOffset.UTC) + "\n");
    }
    LocalDate today = LocalDate.parse(Files.readString(begun).strip());
    tirana(new DemonstrationUnit(caller, "53", "pmf.tirana", "head.tirana", today));
    shkoder(new DemonstrationUnit(caller, "48", "pmf.shkoder", "head.shkoder", today));
    durres(new DemonstrationUnit(caller, "10", "pmf.durres", "head.durres", today));
    PrivateFiles.write(marker, today + "\n");
  }

  private void tirana(DemonstrationUnit unit) throws IOException, InterruptedException {
    var homes = new DemonstrationHouseholds(unit.municipality(), unit.today());
    LocalDate then = unit.today().minusDays(LONG_AGO);
    DemonstrationFamily voluntary = family(unit, homes.couple(), "VOLUNTARY", 1);
    DemonstrationFamily professional = family(unit, homes.couple(), "PROFESSIONAL", 3);
    family(unit, homes.couple(), "VOLUNTARY", 2).suspended();

    // Two siblings with one family, the second by an exception to its one place.
    List<Someone> siblings = homes.siblings(2);
    DemonstrationChild first = prepared(unit, siblings.get(0), "ADMINISTRATIVE", then);
    DemonstrationChild second = prepared(unit, siblings.get(1), "ADMINISTRATIVE", then);
    first.placed(voluntary, "FOSTER_LONG");
    second.placedBeside(first, voluntary, "FOSTER_LONG");

    prepared(unit, homes.child(), "COURT", then.plusDays(60)).placed(professional, "FOSTER_LONG");
    prepared(unit, homes.child(), "ADMINISTRATIVE", then.plusDays(20))
        .placed(professional, "FOSTER_SHORT")
        .left("REUNIFIED", 150);
    prepared(unit, homes.child(), "ADMINISTRATIVE", unit.today().minusDays(30));
    assessed(unit, homes.child(), unit.today().minusDays(25));
    opened(unit, homes.child(), "SCHOOL", "HIGH", unit.today().minusDays(12))
        .drafted("HIGH", "FOSTER_CARE");
    emergency(unit, homes.grandparents());
    referred(unit, homes.child(), "HEALTH", unit.today().minusDays(1));
    referred(unit, homes.child(), "OTHER_MUNICIPALITY", unit.today().minusDays(8))
        .screened("MEDIUM")
        .redirected("B10");
    parent(unit, homes.child(), then.plusDays(100))
        .screened("HIGH")
        .accepted()
        .assessed("HIGH", "FOSTER_CARE")
        .decision("COURT")
        .placed(professional, "FOSTER_SHORT");
    parent(unit, homes.child(), unit.today().minusDays(6)).screened("MEDIUM").accepted();
    parent(unit, homes.child(), unit.today());
  }

  private static void shkoder(DemonstrationUnit unit) throws IOException, InterruptedException {
    var homes = new DemonstrationHouseholds(unit.municipality(), unit.today());
    LocalDate then = unit.today().minusDays(LONG_AGO);
    List<Someone> kin = homes.grandparents();
    Someone grandchild = kin.get(kin.size() - 1);
    DemonstrationFamily kinship = family(unit, kin.subList(0, kin.size() - 1), "KINSHIP", 1);
    DemonstrationFamily voluntary = family(unit, homes.couple(), "VOLUNTARY", 2);
    new DemonstrationFamily(
        unit, homes.couple(), "PROFESSIONAL", 2, unit.today().minusDays(9)); // has applied

    prepared(unit, grandchild, "COURT", then).placed(kinship, "KINSHIP");
    prepared(unit, homes.child(), "ADMINISTRATIVE", then)
        .placed(voluntary, "FOSTER_SHORT")
        .left("REUNIFIED", 120)
        .closed("GOALS_REACHED", 90);
    opened(unit, homes.child(), "RELATIVE", "LOW", then.plusDays(200))
        .assessed("LOW", "SUPPORT_AT_HOME")
        .closed("NOT_NEEDED", 3);
    assessed(unit, homes.child(), unit.today().minusDays(20));
    opened(unit, homes.child(), "SCHOOL", "MEDIUM", unit.today().minusDays(5));
    referred(unit, homes.child(), "HOTLINE", unit.today().minusDays(3)).screened("HIGH");
  }

  private static void durres(DemonstrationUnit unit) throws IOException, InterruptedException {
    var homes = new DemonstrationHouseholds(unit.municipality(), unit.today());
    LocalDate then = unit.today().minusDays(LONG_AGO);
    DemonstrationFamily professional = family(unit, homes.couple(), "PROFESSIONAL", 2);
    new DemonstrationFamily(unit, homes.couple(), "VOLUNTARY", 1, unit.today().minusDays(120))
        .assessed("NEGATIVE")
        .decide("REJECTED");

    // An emergency that a court confirmed.
    opened(unit, homes.child(), "POLICE", "IMMEDIATE", then.plusDays(90))
        .decision("EMERGENCY")
        .placed(professional, "FOSTER_EMERGENCY")
        .assessed("HIGH", "FOSTER_CARE")
        .decision("COURT");
    prepared(unit, homes.child(), "ADMINISTRATIVE", then.plusDays(30))
        .placed(professional, "FOSTER_SHORT")
        .left("BROKE_DOWN", 60);
    referred(unit, homes.child(), "SCHOOL", unit.today().minusDays(40)).screened("LOW").refused();
  }

  /** A family that is approved. */
  private static DemonstrationFamily family(
      DemonstrationUnit unit, List<Someone> adults, String kind, int places)
      throws IOException, InterruptedException {
    return new DemonstrationFamily(unit, adults, kind, places, unit.today().minusDays(APPLIED))
        .assessed("POSITIVE")
        .decide("APPROVED");
  }

  /** A child in danger moves in with the grandparents, who are approved provisionally. */
  private static void emergency(DemonstrationUnit unit, List<Someone> home)
      throws IOException, InterruptedException {
    LocalDate day = unit.today().minusDays(14);
    List<Someone> grandparents = home.subList(0, home.size() - 1);
    DemonstrationFamily kin =
        new DemonstrationFamily(unit, grandparents, "KINSHIP", 1, day.minusDays(6))
            .decide("PROVISIONAL");
    opened(unit, home.get(home.size() - 1), "POLICE", "IMMEDIATE", day)
        .decision("EMERGENCY")
        .placed(kin, "FOSTER_EMERGENCY");
  }

  private static DemonstrationChild referred(
      DemonstrationUnit unit, Someone child, String channel, LocalDate day)
      throws IOException, InterruptedException {
    return DemonstrationChild.referred(unit, child, channel, "NEGLECT", day);
  }

  /** A case that has just been opened. */
  private static DemonstrationChild opened(
      DemonstrationUnit unit, Someone child, String channel, String risk, LocalDate day)
      throws IOException, InterruptedException {
    return referred(unit, child, channel, day).screened(risk).accepted();
  }

  /** A case whose initial assessment is final. */
  private static DemonstrationChild assessed(DemonstrationUnit unit, Someone child, LocalDate day)
      throws IOException, InterruptedException {
    return opened(unit, child, "SCHOOL", "HIGH", day).assessed("HIGH", "FOSTER_CARE");
  }

  /** A case with a decision on placement. */
  private static DemonstrationChild prepared(
      DemonstrationUnit unit, Someone child, String decision, LocalDate day)
      throws IOException, InterruptedException {
    return assessed(unit, child, day).decision(decision);
  }

  /** The parent registry opens a unified case and refers its child; once. */
  private DemonstrationChild parent(DemonstrationUnit unit, Someone child, LocalDate day)
      throws IOException, InterruptedException {
    String session = caller.registrySession("registry.tirana");
    String number = unifiedCase(session, child, day);
    caller.registry(session, "/cases/" + number + "/referral", Map.of());
    JsonObject page = unit.read("/api/cases/referrals?limit=100");
    for (JsonObject one : page.getJsonArray("items").getValuesAs(JsonObject.class)) {
      if (one.getString("caseNumber", "").equals(number)) {
        String found = one.getString("child");
        return DemonstrationChild.ofParent(unit, child, found, one.getString("id"), day);
      }
    }
    throw new IOException("no referral of the parent registry");
  }

  private String unifiedCase(String session, Someone child, LocalDate day)
      throws IOException, InterruptedException {
    String name = child.firstName() + " " + child.lastName();
    Matcher there =
        Pattern.compile("<td>(R-[0-9]+)<td>" + Pattern.quote(name) + "<")
            .matcher(caller.registry(session, "", Map.of()));
    return there.find()
        ? there.group(1)
        : caller.registry(
            session,
            "/cases",
            Map.of(
                "personalNumber", String.valueOf(child.personalNumber()),
                "firstName", String.valueOf(child.firstName()),
                "fatherName", String.valueOf(child.fatherName()),
                "lastName", String.valueOf(child.lastName()),
                "sex", child.sex(),
                "birthDate", child.birthDate().toString(),
                "municipality", child.municipality(),
                "openedOn", day.toString()));
  }
}
