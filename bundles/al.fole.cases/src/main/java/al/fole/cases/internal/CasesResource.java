// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.cases.AssessChild;
import al.fole.cases.AssessmentId;
import al.fole.cases.Assessments;
import al.fole.cases.Assignments;
import al.fole.cases.Assignments.AssignWorker;
import al.fole.cases.Assignments.EntrustProvider;
import al.fole.cases.CaseId;
import al.fole.cases.CaseQuery;
import al.fole.cases.CaseView;
import al.fole.cases.Cases;
import al.fole.cases.CloseCase;
import al.fole.cases.DecisionId;
import al.fole.cases.PastState;
import al.fole.cases.RecordDecision;
import al.fole.cases.Transfers;
import al.fole.cases.Transfers.OfferTransfer;
import al.fole.journal.Entry;
import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Version;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
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
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Cases over HTTP. What changes a record asks for its version as If-Match. A new assessment or
 * decision is a record of its own and asks for none: whether it may follow is asked of the case as
 * it is, under its lock, not as the worker saw it.
 */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class CasesResource {

  private final Supplier<Cases> cases;
  private final Supplier<Assessments> assessments;
  private final Supplier<Assignments> assignments;
  private final Supplier<Transfers> transfers;

  /** Speaks for them. */
  public CasesResource(
      Supplier<Cases> cases,
      Supplier<Assessments> assessments,
      Supplier<Assignments> assignments,
      Supplier<Transfers> transfers) {
    this.cases = cases;
    this.assessments = assessments;
    this.assignments = assignments;
    this.transfers = transfers;
  }

  /**
   * {@link AssignWorker} without the version, which comes as If-Match.
   *
   * @param worker account, or null
   */
  public record Worker(@Nullable UUID worker) {}

  /**
   * {@link EntrustProvider} without the version, which comes as If-Match.
   *
   * @param unit code, or null
   */
  public record Provider(@Nullable String unit) {}

  /** The day an assessment became final. */
  public record Finalisation(LocalDate finalisedOn) {}

  /** {@link CloseCase} without the version, which comes as If-Match. */
  public record Closure(String reason, @Nullable String narrative, LocalDate closedOn) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Closure[…]";
    }
  }

  /** 200. */
  @GET
  public Page<CaseView> list(
      @Context SecurityContext caller,
      @QueryParam("state") @Nullable String state,
      @QueryParam("municipality") @Nullable String municipality,
      @QueryParam("order") @DefaultValue("DATE") String order,
      @QueryParam("limit") @DefaultValue("20") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    var query = new CaseQuery(CaseRules.state("state", state), municipality, order, limit, cursor);
    return cases.get().list(actor(caller), query);
  }

  /** 200 with an ETag. */
  @GET
  @Path("{id}")
  public CaseView view(@Context SecurityContext caller, @PathParam("id") CaseId id) {
    return cases.get().view(actor(caller), id);
  }

  /** 200, oldest first. */
  @GET
  @Path("{id}/history")
  public List<Entry> history(@Context SecurityContext caller, @PathParam("id") CaseId id) {
    return cases.get().history(actor(caller), id);
  }

  /** 200. */
  @GET
  @Path("{id}/on/{date}")
  public PastState on(
      @Context SecurityContext caller,
      @PathParam("id") CaseId id,
      @PathParam("date") LocalDate date) {
    return cases.get().on(actor(caller), id, date);
  }

  /** 201; 409 when one is under way or final. */
  @POST
  @Path("{id}/assessments")
  public Response assess(
      @Context SecurityContext caller, @PathParam("id") CaseId id, AssessChild command) {
    return created("assessments/", assessments.get().assess(actor(caller), id, command));
  }

  /** 200 with an ETag. */
  @GET
  @Path("assessments/{id}")
  public CaseView.Assessment assessment(
      @Context SecurityContext caller, @PathParam("id") AssessmentId id) {
    return assessments.get().view(actor(caller), id);
  }

  /** 200; 409 when it is final. */
  @PUT
  @Path("assessments/{id}")
  public Receipt rewrite(
      @Context SecurityContext caller,
      @PathParam("id") AssessmentId id,
      @HeaderParam("If-Match") Version expected,
      AssessChild command) {
    return assessments.get().rewrite(actor(caller), id, expected.value(), command);
  }

  /** 200; 409 when it is final. */
  @POST
  @Path("assessments/{id}/finalisation")
  public Receipt finalise(
      @Context SecurityContext caller,
      @PathParam("id") AssessmentId id,
      @HeaderParam("If-Match") Version expected,
      Finalisation given) {
    return assessments.get().finalise(actor(caller), id, expected.value(), given.finalisedOn());
  }

  /** 201; 409 before the assessment is final. */
  @POST
  @Path("{id}/decisions")
  public Response decide(
      @Context SecurityContext caller, @PathParam("id") CaseId id, RecordDecision command) {
    return created("decisions/", cases.get().decide(actor(caller), id, command));
  }

  /** 200. */
  @GET
  @Path("decisions/{id}")
  public CaseView.Decision decision(
      @Context SecurityContext caller, @PathParam("id") DecisionId id) {
    return cases.get().decision(actor(caller), id);
  }

  /** 200; 409 while the child is placed. */
  @POST
  @Path("{id}/closure")
  public Receipt close(
      @Context SecurityContext caller,
      @PathParam("id") CaseId id,
      @HeaderParam("If-Match") Version expected,
      Closure given) {
    var command =
        new CloseCase(expected.value(), given.reason(), given.narrative(), given.closedOn());
    return cases.get().close(actor(caller), id, command);
  }

  /** 200. */
  @PUT
  @Path("{id}/worker")
  public Receipt assign(
      @Context SecurityContext caller,
      @PathParam("id") CaseId id,
      @HeaderParam("If-Match") Version expected,
      Worker given) {
    return assignments
        .get()
        .assign(actor(caller), id, new AssignWorker(expected.value(), given.worker()));
  }

  /** 200. */
  @PUT
  @Path("{id}/provider")
  public Receipt entrust(
      @Context SecurityContext caller,
      @PathParam("id") CaseId id,
      @HeaderParam("If-Match") Version expected,
      Provider given) {
    return assignments
        .get()
        .entrust(actor(caller), id, new EntrustProvider(expected.value(), given.unit()));
  }

  /** 201; 409 while another offer waits for its answer. */
  @POST
  @Path("{id}/transfers")
  public Response offer(
      @Context SecurityContext caller, @PathParam("id") CaseId id, OfferTransfer command) {
    return created("transfers/", transfers.get().offer(actor(caller), id, command));
  }

  private static Response created(String path, Receipt receipt) {
    return Response.created(URI.create(path + receipt.id())).entity(receipt).build();
  }

  private static Actor actor(SecurityContext caller) {
    return (Actor) caller.getUserPrincipal();
  }
}
