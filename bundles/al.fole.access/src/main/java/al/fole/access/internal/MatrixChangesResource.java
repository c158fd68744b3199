// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Actor;
import al.fole.store.Receipt;
import al.fole.store.Version;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;

/** Changes of the access matrix and the manual they are made within. */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class MatrixChangesResource {
  private final MatrixChanges changes;

  /** Speaks for them. */
  public MatrixChangesResource(MatrixChanges changes) {
    this.changes = changes;
  }

  /** Newest first. */
  @GET
  @Path("matrix/changes")
  public List<MatrixChange> list(@Context SecurityContext caller) {
    return changes.list(actor(caller));
  }

  /** 201. */
  @POST
  @Path("matrix/changes")
  public Receipt propose(ProposeChange command, @Context SecurityContext caller) {
    return changes.propose(actor(caller), command);
  }

  /** Another approves; it holds for the next request. */
  @POST
  @Path("matrix/changes/{id}/approval")
  public Receipt approve(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      @Context SecurityContext caller) {
    return changes.approve(actor(caller), id, expected);
  }

  /** Another rejects, or whoever proposed withdraws. */
  @POST
  @Path("matrix/changes/{id}/rejection")
  public Receipt reject(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      Reason why,
      @Context SecurityContext caller) {
    return changes.reject(actor(caller), id, expected, why);
  }

  /** By the day they are valid from. */
  @GET
  @Path("manuals")
  public List<Manual> manuals(@Context SecurityContext caller) {
    return changes.manuals(actor(caller));
  }

  /** 201. */
  @POST
  @Path("manuals")
  public Receipt record(RecordManual command, @Context SecurityContext caller) {
    return changes.recordManual(actor(caller), command);
  }

  /** Approves for the ministry or for the administrator, by the unit of whoever asks. */
  @POST
  @Path("manuals/{number}/approval")
  public Receipt approveManual(
      @PathParam("number") String number,
      @HeaderParam("If-Match") Version expected,
      RecordManual.Approval approval,
      @Context SecurityContext caller) {
    return changes.approveManual(actor(caller), number, expected, approval);
  }

  private static Actor actor(SecurityContext caller) {
    return (Actor) caller.getUserPrincipal();
  }
}
