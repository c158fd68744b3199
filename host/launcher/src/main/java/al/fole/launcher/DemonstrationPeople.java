// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import al.fole.database.PrivateFiles;
import al.fole.population.Population;
import al.fole.population.Someone;
import jakarta.json.Json;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** People who do not exist, as the child-protection workers of a demonstration enter them. */
final class DemonstrationPeople implements DemonstrationCountry.Part {

  /** Chooses the population. */
  static final long SEED = 2026;

  /** The municipalities whose workers can sign in. */
  static final Map<String, String> WORKERS =
      Map.of("53", "pmf.tirana", "48", "pmf.shkoder", "10", "pmf.durres");

  private static final int CREATED = 201;
  private static final int THERE_ALREADY = 409;

  private final DemonstrationCaller caller;
  private final int count;
  private final Path marker;

  /**
   * Nobody yet.
   *
   * @param count how many are entered
   * @param marker the file that is there once it was done
   */
  DemonstrationPeople(DemonstrationCaller caller, int count, Path marker) {
    this.caller = caller;
    this.count = count;
    this.marker = marker;
  }

  @Override
  public boolean done() {
    return Files.exists(marker);
  }

  @Override
  public void fill() throws IOException, InterruptedException {
    int there = 0;
    for (Someone someone : people()) {
      there += enter(someone) ? 1 : 0;
    }
    PrivateFiles.write(marker, there + "\n");
  }

  private List<Someone> people() {
    return Population.of(SEED, Integer.MAX_VALUE)
        .filter(someone -> WORKERS.containsKey(someone.municipality()))
        .limit(count)
        .toList();
  }

  /** Whether he is in the register now; what its rules refuse is left out. */
  private boolean enter(Someone someone) throws IOException, InterruptedException {
    String worker = WORKERS.getOrDefault(someone.municipality(), "");
    int status = caller.say(worker, key(someone), "/api/persons", person(someone)).statusCode();
    return status == CREATED || status == THERE_ALREADY;
  }

  /** By which somebody is entered once. */
  static String key(Someone someone) {
    return "demonstration " + SEED + " " + someone.index();
  }

  /** Somebody as a request says him. */
  static JsonObjectBuilder person(Someone someone) {
    JsonObjectBuilder identity = Json.createObjectBuilder();
    add(identity, "personalNumber", someone.personalNumber());
    add(identity, "firstName", someone.firstName());
    add(identity, "fatherName", someone.fatherName());
    add(identity, "lastName", someone.lastName());
    identity.add("sex", someone.sex());
    identity.add("birthDate", someone.birthDate().toString());
    identity.add("birthDateEstimated", someone.birthDateEstimated());
    identity.add("municipality", someone.municipality());
    add(identity, "address", someone.address());
    add(identity, "contact", someone.contact());
    LocalDate today = LocalDate.now(ZoneOffset.UTC);
    LocalDate on = today.isBefore(Population.AS_OF) ? today : Population.AS_OF;
    return Json.createObjectBuilder()
        .add("identity", identity)
        .add(
            "provenance",
            Json.createObjectBuilder().add("provider", "SOCIAL_WORKER").add("on", on.toString()));
  }

  private static void add(JsonObjectBuilder to, String name, @Nullable String value) {
    if (value != null) {
      to.add(name, value);
    }
  }
}
