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

/** A foster family of the demonstration, step by step; each step some days after the last. */
final class DemonstrationFamily {

  private static final int YEARS = 3;
  private static final int PROVISIONAL_DAYS = 60;

  private final DemonstrationUnit unit;
  private final String key;
  private final String id;
  private final String kind;
  private final boolean kinship;
  private final int places;
  private LocalDate day;
  private int version = 1;

  /**
   * Applies.
   *
   * @param adults one or two, the first is the contact
   * @param kind {@code VOLUNTARY}, {@code PROFESSIONAL}, or {@code KINSHIP}: voluntary for kin only
   */
  DemonstrationFamily(
      DemonstrationUnit unit, List<Someone> adults, String kind, int places, LocalDate day)
      throws IOException, InterruptedException {
    this.unit = unit;
    this.kinship = kind.equals("KINSHIP");
    this.kind = kinship ? "VOLUNTARY" : kind;
    this.places = places;
    this.day = day;
    this.key = "demonstration family " + adults.get(0).index() + " ";
    var people = Json.createArrayBuilder();
    for (Someone adult : adults) {
      people.add(DemonstrationChild.register(unit, adult));
    }
    JsonObjectBuilder body =
        offer(said(day))
            .add("adults", people)
            .add("municipality", unit.municipality())
            .add("motivation", "Duam t'i japim një fëmije një shtëpi.")
            .add("appliedOn", day.toString());
    id = unit.made(key + "applies", "/api/families", body);
  }

  String id() {
    return id;
  }

  private JsonObjectBuilder offer(JsonObjectBuilder body) {
    return body.add("kind", kind)
        .add("kinship", kinship)
        .add("places", places)
        .add(
            "careTypes",
            words(
                kinship
                    ? List.of("KINSHIP", "FOSTER_EMERGENCY")
                    : List.of("FOSTER_SHORT", "FOSTER_LONG", "FOSTER_EMERGENCY")))
        .add("ageFrom", 0)
        .add("ageTo", 17);
  }

  /** A worker has visited the home. */
  DemonstrationFamily assessed(String recommendation) throws IOException, InterruptedException {
    LocalDate started = unit.after(day, 5);
    day = unit.after(started, 20);
    JsonObjectBuilder body =
        said(day)
            .add("startedOn", started.toString())
            .add("finalisedOn", day.toString())
            .add("homeVisits", 2)
            .add("criminalRecordOn", started.toString())
            .add("trainingHours", 30)
            .add("recommendation", recommendation)
            .add("summary", "Dy vizita në shtëpi, biseda me të gjithë anëtarët e familjes.");
    change(unit.worker(), "/assessment", body);
    return this;
  }

  /** The head of unit approves it, or rejects it. */
  DemonstrationFamily decide(String outcome) throws IOException, InterruptedException {
    day = unit.after(day, 6);
    JsonObjectBuilder body =
        decided(day, "F-" + day.getDayOfYear() + "/" + day.getYear(), "MUNICIPALITY")
            .add("outcome", outcome);
    if (outcome.equals("REJECTED")) {
      body.add("reason", "Banesa nuk ka vend për një fëmijë.");
    } else {
      LocalDate last =
          outcome.equals("PROVISIONAL") ? day.plusDays(PROVISIONAL_DAYS) : day.plusYears(YEARS);
      body.add(
          "terms",
          offer(Json.createObjectBuilder())
              .add("validFrom", day.toString())
              .add("validTo", last.toString()));
    }
    change(unit.head(), "/decision", body);
    return this;
  }

  /** The head of unit suspends it. */
  void suspended() throws IOException, InterruptedException {
    day = unit.after(day, 40);
    change(
        unit.head(),
        "/state",
        Json.createObjectBuilder()
            .add("state", "SUSPENDED")
            .add("reason", "Po shqyrtohet një ankesë.")
            .add("changedOn", day.toString()));
  }

  private void change(String by, String step, JsonObjectBuilder body)
      throws IOException, InterruptedException {
    String path = "/api/families/" + id + step;
    version = unit.caller().changed(by, key + step, path, version, body);
  }
}
