// SPDX-License-Identifier: EUPL-1.2
package al.fole.families.internal;

import al.fole.families.ApplyAsFamily;
import al.fole.families.AssessFamily;
import al.fole.families.ChangeFamilyState;
import al.fole.families.DecideOnFamily;
import al.fole.families.EndPlacement;
import al.fole.families.Families;
import al.fole.families.FamilyId;
import al.fole.families.FamilyQuery;
import al.fole.families.FamilyState;
import al.fole.families.FamilyView;
import al.fole.families.PlaceChild;
import al.fole.families.PlacementId;
import al.fole.families.PlacementQuery;
import al.fole.families.PlacementView;
import al.fole.families.Terms;
import al.fole.journal.Entry;
import al.fole.persons.Provenance;
import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Version;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Foster families and placements over HTTP. */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class FamiliesResource {

  private final Supplier<Families> families;

  /** Speaks for them. */
  public FamiliesResource(Supplier<Families> families) {
    this.families = families;
  }

  /** {@link AssessFamily} without the version, which comes as If-Match. */
  public record Assessment(
      LocalDate startedOn,
      LocalDate finalisedOn,
      int homeVisits,
      LocalDate criminalRecordOn,
      int trainingHours,
      String recommendation,
      String summary,
      Provenance provenance) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Assessment[…]";
    }
  }

  /** {@link DecideOnFamily} without the version, which comes as If-Match. */
  public record Decision(
      String outcome,
      String number,
      String authority,
      LocalDate decidedOn,
      String digest,
      @Nullable Terms terms,
      @Nullable String reason,
      Provenance provenance) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Decision[…]";
    }
  }

  /** {@link ChangeFamilyState} without the version, which comes as If-Match. */
  public record Step(FamilyState state, String reason, LocalDate changedOn) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Step[…]";
    }
  }

  /** {@link EndPlacement} without the version, which comes as If-Match. */
  public record End(
      LocalDate endedOn,
      String reason,
      boolean planned,
      @Nullable String narrative,
      Provenance provenance) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "End[…]";
    }
  }

  /** 201. */
  @POST
  public Receipt apply(@Context SecurityContext caller, ApplyAsFamily command) {
    return families.get().apply(actor(caller), command);
  }

  /** 200, a page. */
  @GET
  public Page<FamilyView> list(
      @Context SecurityContext caller,
      @QueryParam("state") @Nullable FamilyState state,
      @QueryParam("municipality") @Nullable String municipality,
      @QueryParam("withFreePlace") @DefaultValue("false") boolean withFreePlace,
      @QueryParam("order") @DefaultValue("DATE") String order,
      @QueryParam("limit") @DefaultValue("20") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var query = new FamilyQuery(state, municipality, withFreePlace, order, limit, cursor);
    return families.get().list(actor(caller), query);
  }

  /** 200 with an ETag. */
  @GET
  @Path("{id}")
  public FamilyView view(@Context SecurityContext caller, @PathParam("id") FamilyId id) {
    return families.get().view(actor(caller), id);
  }

  /** 200, oldest first. */
  @GET
  @Path("{id}/history")
  public List<Entry> history(@Context SecurityContext caller, @PathParam("id") FamilyId id) {
    return families.get().history(actor(caller), id);
  }

  /** 200; 412 when somebody was faster. */
  @POST
  @Path("{id}/assessment")
  public Receipt assess(
      @Context SecurityContext caller,
      @PathParam("id") FamilyId id,
      @HeaderParam("If-Match") Version expected,
      Assessment given) {
    var command =
        new AssessFamily(
            expected.value(),
            given.startedOn(),
            given.finalisedOn(),
            given.homeVisits(),
            given.criminalRecordOn(),
            given.trainingHours(),
            given.recommendation(),
            given.summary(),
            given.provenance());
    return families.get().assess(actor(caller), id, command);
  }

  /** 200; 409 naming what is missing. */
  @POST
  @Path("{id}/decision")
  public Receipt decide(
      @Context SecurityContext caller,
      @PathParam("id") FamilyId id,
      @HeaderParam("If-Match") Version expected,
      Decision given) {
    var command =
        new DecideOnFamily(
            expected.value(),
            given.outcome(),
            given.number(),
            given.authority(),
            given.decidedOn(),
            given.digest(),
            given.terms(),
            given.reason(),
            given.provenance());
    return families.get().decide(actor(caller), id, command);
  }

  /** 200. */
  @POST
  @Path("{id}/state")
  public Receipt change(
      @Context SecurityContext caller,
      @PathParam("id") FamilyId id,
      @HeaderParam("If-Match") Version expected,
      Step given) {
    var command =
        new ChangeFamilyState(expected.value(), given.state(), given.reason(), given.changedOn());
    return families.get().change(actor(caller), id, command);
  }

  /** 201; 409 naming the rule that stands in the way. */
  @POST
  @Path("{id}/placements")
  public Response place(
      @Context SecurityContext caller, @PathParam("id") FamilyId id, PlaceChild command) {
    Receipt receipt = families.get().place(actor(caller), id, command);
    return Response.created(URI.create("placements/" + receipt.id())).entity(receipt).build();
  }

  /** 200, a page. */
  @GET
  @Path("placements")
  public Page<PlacementView> placements(
      @Context SecurityContext caller,
      @QueryParam("on") @Nullable LocalDate on,
      @QueryParam("municipality") @Nullable String municipality,
      @QueryParam("careType") @Nullable String careType,
      @QueryParam("order") @DefaultValue("DATE") String order,
      @QueryParam("limit") @DefaultValue("20") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var query = new PlacementQuery(on, municipality, careType, order, limit, cursor);
    return families.get().placements(actor(caller), query);
  }

  /** 200 with an ETag. */
  @GET
  @Path("placements/{id}")
  public PlacementView placement(@Context SecurityContext caller, @PathParam("id") PlacementId id) {
    return families.get().placement(actor(caller), id);
  }

  /** 200. */
  @POST
  @Path("placements/{id}/end")
  public Receipt end(
      @Context SecurityContext caller,
      @PathParam("id") PlacementId id,
      @HeaderParam("If-Match") Version expected,
      End given) {
    var command =
        new EndPlacement(
            expected.value(),
            given.endedOn(),
            given.reason(),
            given.planned(),
            given.narrative(),
            given.provenance());
    return families.get().end(actor(caller), id, command);
  }

  private static Actor actor(SecurityContext caller) {
    return (Actor) caller.getUserPrincipal();
  }
}
