// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import static al.fole.launcher.DemonstrationUnit.decided;
import static al.fole.launcher.DemonstrationUnit.said;
import static al.fole.launcher.DemonstrationUnit.words;

import al.fole.population.Someone;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/** A child of the demonstration on the way through the register; each step days after the last. */
final class DemonstrationChild {

  private static final int FIRST = 1;
  private static final int SCREENED = 2;
  private static final String REFERRALS = "/api/cases/referrals/";

  private final DemonstrationUnit unit;
  private final String key;
  private final String child;
  private final String referral;
  private LocalDate day;
  private int decisions;
  private String careCase = "";
  private String decision = "";
  private String placement = "";

  private DemonstrationChild(
      DemonstrationUnit unit, String key, String child, String referral, LocalDate day) {
    this.unit = unit;
    this.key = key;
    this.child = child;
    this.referral = referral;
    this.day = day;
  }

  /** Enters somebody; the id of his record. */
  static String register(DemonstrationUnit unit, Someone someone)
      throws IOException, InterruptedException {
    return unit.made(
        DemonstrationPeople.key(someone), "/api/persons", DemonstrationPeople.person(someone));
  }

  /** A worker records that somebody referred a child. */
  static DemonstrationChild referred(
      DemonstrationUnit unit, Someone someone, String channel, String reason, LocalDate day)
      throws IOException, InterruptedException {
    String key = "demonstration child " + someone.index() + " ";
    String child = register(unit, someone);
    JsonObjectBuilder body =
        said(day)
            .add("child", child)
            .add("channel", channel)
            .add("reasons", words(List.of(reason)))
            .add("urgent", channel.equals("POLICE"))
            .add("narrative", "Njoftim për një fëmijë që ka nevojë për mbrojtje.")
            .add("referredOn", day.toString());
    String referral = unit.made(key + "refer", "/api/cases/referrals", body);
    return new DemonstrationChild(unit, key, child, referral, day);
  }

  /** The parent registry has referred him. */
  static DemonstrationChild ofParent(
      DemonstrationUnit unit, Someone someone, String child, String referral, LocalDate day) {
    String key = "demonstration child " + someone.index() + " ";
    return new DemonstrationChild(unit, key, child, referral, day);
  }

  /** A worker has had a first look. */
  DemonstrationChild screened(String risk) throws IOException, InterruptedException {
    day = unit.after(day, 1);
    JsonObjectBuilder body =
        Json.createObjectBuilder()
            .add("risk", risk)
            .add("findings", "Vizitë në shtëpi dhe bisedë me shkollën.")
            .add("screenedOn", day.toString());
    changed(unit.worker(), REFERRALS + referral + "/screening", FIRST, body);
    return this;
  }

  /** The head of unit accepts: the case opens. */
  DemonstrationChild accepted() throws IOException, InterruptedException {
    answered(Json.createObjectBuilder().add("outcome", "ACCEPTED"));
    careCase = unit.read(REFERRALS + referral).getString("careCase");
    return this;
  }

  /** The head of unit does not accept. */
  void refused() throws IOException, InterruptedException {
    answered(
        Json.createObjectBuilder()
            .add("outcome", "NOT_SUBSTANTIATED")
            .add("reason", "Vizita nuk e vërtetoi njoftimin."));
  }

  /** It goes to another unit. */
  void redirected(String to) throws IOException, InterruptedException {
    answered(
        Json.createObjectBuilder()
            .add("outcome", "REDIRECTED")
            .add("unit", to)
            .add("reason", "Fëmija jeton tani në bashkinë tjetër."));
  }

  private void answered(JsonObjectBuilder body) throws IOException, InterruptedException {
    day = unit.after(day, 1);
    body.add("answeredOn", day.toString());
    changed(unit.head(), REFERRALS + referral + "/answer", SCREENED, body);
  }

  /** An initial assessment is under way; its id. */
  String drafted(String risk, String recommendation) throws IOException, InterruptedException {
    LocalDate started = unit.after(day, 2);
    day = unit.after(started, 5);
    JsonObjectBuilder body =
        said(day)
            .add("startedOn", started.toString())
            .add("risk", risk)
            .add("heardOn", day.toString())
            .add("views", "Dua të rri afër shkollës dhe shokëve.")
            .add("summary", "Vlerësim i nevojave, bisedë me fëmijën dhe me prindërit.")
            .add("recommendation", recommendation);
    return unit.made(key + "assess", path() + "/assessments", body);
  }

  /** The initial assessment is final. */
  DemonstrationChild assessed(String risk, String recommendation)
      throws IOException, InterruptedException {
    String draft = "/api/cases/assessments/" + drafted(risk, recommendation);
    day = unit.after(day, 3);
    JsonObjectBuilder body = Json.createObjectBuilder().add("finalisedOn", day.toString());
    changed(unit.worker(), draft + "/finalisation", FIRST, body);
    return this;
  }

  /** The municipality, a court, or the head of unit in an emergency, decides on the placement. */
  DemonstrationChild decision(String kind) throws IOException, InterruptedException {
    day = unit.after(day, kind.equals("EMERGENCY") ? 0 : 4);
    decision = decide(kind, "PLACEMENT");
    return this;
  }

  private String decide(String kind, String subject) throws IOException, InterruptedException {
    String authority =
        switch (kind) {
          case "COURT" -> "COURT";
          case "EMERGENCY" -> "CHILD_PROTECTION_UNIT";
          default -> "MUNICIPALITY";
        };
    String number = "V-" + day.getDayOfYear() + "/" + day.getYear();
    JsonObjectBuilder body =
        decided(day, number, authority)
            .add("kind", kind)
            .add("subject", subject)
            .add("inForceFrom", day.toString());
    String by = kind.equals("EMERGENCY") ? unit.head() : unit.worker();
    return unit.caller()
        .made(by, key + "decide " + ++decisions, path() + "/decisions", body)
        .getString("id");
  }

  /** Moves in with a family. */
  DemonstrationChild placed(DemonstrationFamily family, String careType)
      throws IOException, InterruptedException {
    day = unit.after(day, careType.equals("FOSTER_EMERGENCY") ? 0 : 2);
    return place(family, placement(careType));
  }

  /** Moves in with a sibling's family, which has no free place: by a decision on an exception. */
  void placedBeside(DemonstrationChild sibling, DemonstrationFamily family, String careType)
      throws IOException, InterruptedException {
    String exception = decide("ADMINISTRATIVE", "CAPACITY_EXCEPTION");
    day = unit.after(day, 2);
    place(family, placement(careType).add("exception", exception).add("sibling", sibling.child));
  }

  private JsonObjectBuilder placement(String careType) {
    return said(day)
        .add("careCase", careCase)
        .add("child", child)
        .add("decision", decision)
        .add("careType", careType)
        .add("startedOn", day.toString());
  }

  private DemonstrationChild place(DemonstrationFamily family, JsonObjectBuilder body)
      throws IOException, InterruptedException {
    placement = unit.made(key + "place", "/api/families/" + family.id() + "/placements", body);
    return this;
  }

  /** Leaves the family. */
  DemonstrationChild left(String reason, int daysLater) throws IOException, InterruptedException {
    day = unit.after(day, daysLater);
    JsonObjectBuilder body =
        said(day).add("endedOn", day.toString()).add("reason", reason).add("planned", true);
    changed(unit.worker(), "/api/families/placements/" + placement + "/end", FIRST, body);
    return this;
  }

  /** The head of unit closes the case. */
  void closed(String reason, int daysLater) throws IOException, InterruptedException {
    day = unit.after(day, daysLater);
    JsonObjectBuilder body =
        Json.createObjectBuilder().add("reason", reason).add("closedOn", day.toString());
    changed(unit.head(), path() + "/closure", unit.read(path()).getInt("version"), body);
  }

  private String path() {
    return "/api/cases/" + careCase;
  }

  private void changed(String by, String step, int seen, JsonObjectBuilder body)
      throws IOException, InterruptedException {
    unit.caller().changed(by, key + step, step, seen, body);
  }
}
