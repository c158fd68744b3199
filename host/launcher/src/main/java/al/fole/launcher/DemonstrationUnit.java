// SPDX-License-Identifier: EUPL-1.2
package al.fole.launcher;

import jakarta.json.Json;
import jakarta.json.JsonArrayBuilder;
import jakarta.json.JsonObject;
import jakarta.json.JsonObjectBuilder;
import java.io.IOException;
import java.time.LocalDate;
import java.util.List;

/**
 * A child-protection unit at work in the demonstration: who takes a step, and what every step says.
 *
 * @param municipality two-digit code
 * @param worker login name
 * @param head login name of the head of unit
 * @param today the last day anything is dated
 */
record DemonstrationUnit(
    DemonstrationCaller caller, String municipality, String worker, String head, LocalDate today) {

  private static final String DIGEST =
      "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";

  /** The id of what a worker's request makes. */
  String made(String key, String path, JsonObjectBuilder body)
      throws IOException, InterruptedException {
    return caller.made(worker, key, path, body).getString("id");
  }

  /** What can be read. */
  JsonObject read(String path) throws IOException, InterruptedException {
    return caller.read(worker, path);
  }

  /** A day so long after another, or today. */
  LocalDate after(LocalDate day, int days) {
    LocalDate later = day.plusDays(days);
    return later.isAfter(today) ? today : later;
  }

  /** A body that says who gave the information. */
  static JsonObjectBuilder said(LocalDate on) {
    JsonObjectBuilder provenance =
        Json.createObjectBuilder().add("provider", "SOCIAL_WORKER").add("on", on.toString());
    return Json.createObjectBuilder().add("provenance", provenance);
  }

  /** A body that adds a decision's number, authority, day and document. */
  static JsonObjectBuilder decided(LocalDate on, String number, String authority) {
    return said(on)
        .add("number", number)
        .add("authority", authority)
        .add("decidedOn", on.toString())
        .add("digest", DIGEST);
  }

  /** A list of words. */
  static JsonArrayBuilder words(List<String> words) {
    JsonArrayBuilder array = Json.createArrayBuilder();
    words.forEach(array::add);
    return array;
  }
}
