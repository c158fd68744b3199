// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.spi.Actor;
import al.fole.spi.Problem;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.LocalDate;
import java.time.format.DateTimeParseException;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who saw a file and under what right, and what is out of the ordinary. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class SightingsResource {
  private final Sightings sightings;
  private final CourtFile court;
  private final Anomalies anomalies;

  /** Speaks for them. */
  public SightingsResource(Sightings sightings, CourtFile court, Anomalies anomalies) {
    this.sightings = sightings;
    this.court = court;
    this.anomalies = anomalies;
  }

  /** The list. */
  @GET
  @Path("sightings")
  public Sightings.Seen list(
      @QueryParam("person") @Nullable UUID person,
      @QueryParam("case") @Nullable UUID careCase,
      @QueryParam("account") @Nullable UUID account,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @Context SecurityContext caller) {
    var asked = asked(person, careCase, account, from, until);
    return sightings.list(actor(caller), asked);
  }

  /** As a page to print. */
  @GET
  @Path("sightings/page")
  @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
  public String page(
      @QueryParam("person") @Nullable UUID person,
      @QueryParam("case") @Nullable UUID careCase,
      @QueryParam("account") @Nullable UUID account,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @Context SecurityContext caller) {
    var asked = asked(person, careCase, account, from, until);
    return PrintedSightings.html(sightings.export(actor(caller), asked));
  }

  /** As a table. */
  @GET
  @Path("sightings/table")
  @Produces("text/csv;charset=utf-8")
  public String table(
      @QueryParam("person") @Nullable UUID person,
      @QueryParam("case") @Nullable UUID careCase,
      @QueryParam("account") @Nullable UUID account,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @Context SecurityContext caller) {
    var asked = asked(person, careCase, account, from, until);
    return PrintedSightings.csv(sightings.export(actor(caller), asked));
  }

  /** With its proofs, for a court. */
  @GET
  @Path("sightings/file")
  @Produces("application/zip")
  public byte[] file(
      @QueryParam("person") @Nullable UUID person,
      @QueryParam("case") @Nullable UUID careCase,
      @QueryParam("account") @Nullable UUID account,
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @Context SecurityContext caller) {
    var asked = asked(person, careCase, account, from, until);
    return court.of(actor(caller), asked);
  }

  /** Mass reads, attempts out of scope, access at night. */
  @GET
  @Path("anomalies")
  public Anomalies.Found anomalies(
      @QueryParam("from") @Nullable String from,
      @QueryParam("until") @Nullable String until,
      @Context SecurityContext caller) {
    return anomalies.of(actor(caller), day("from", from), day("until", until));
  }

  private static Asked asked(
      @Nullable UUID person,
      @Nullable UUID careCase,
      @Nullable UUID account,
      @Nullable String from,
      @Nullable String until) {
    return Asked.of(person, careCase, account, day("from", from), day("until", until));
  }

  private static @Nullable LocalDate day(String field, @Nullable String text) {
    try {
      return text == null || text.isBlank() ? null : LocalDate.parse(text);
    } catch (DateTimeParseException e) {
      throw Problem.invalid(
          field, "day-unreadable", "Data shkruhet vvvv-mm-dd.", "A day is written yyyy-mm-dd.");
    }
  }

  private static Actor actor(SecurityContext caller) {
    return (Actor) caller.getUserPrincipal();
  }
}
