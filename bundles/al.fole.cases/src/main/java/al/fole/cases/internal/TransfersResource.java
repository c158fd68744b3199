// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.cases.TransferId;
import al.fole.cases.TransferView;
import al.fole.cases.Transfers;
import al.fole.cases.Transfers.AcceptTransfer;
import al.fole.cases.Transfers.RefuseTransfer;
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
import java.time.LocalDate;
import java.util.List;
import java.util.function.Supplier;

/** Offers of cases over HTTP; that a case is offered is asked of the case. */
@Path("transfers")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class TransfersResource {

  private final Supplier<Transfers> transfers;

  /** Speaks for them. */
  public TransfersResource(Supplier<Transfers> transfers) {
    this.transfers = transfers;
  }

  /** {@link AcceptTransfer} without the version, which comes as If-Match. */
  public record Acceptance(LocalDate acceptedOn) {}

  /** {@link RefuseTransfer} without the version, which comes as If-Match. */
  public record Refusal(LocalDate refusedOn, String reason) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Refusal[…]";
    }
  }

  /** 200, those without an answer, oldest first. */
  @GET
  public List<TransferView> waiting(@Context SecurityContext caller) {
    return transfers.get().waiting(actor(caller));
  }

  /** 200 with an ETag. */
  @GET
  @Path("{id}")
  public TransferView transfer(@Context SecurityContext caller, @PathParam("id") TransferId id) {
    return transfers.get().view(actor(caller), id);
  }

  /** 200; from then on the case is in the caller's reach, and out of the former unit's. */
  @POST
  @Path("{id}/acceptance")
  public Receipt accept(
      @Context SecurityContext caller,
      @PathParam("id") TransferId id,
      @HeaderParam("If-Match") Version expected,
      Acceptance given) {
    var command = new AcceptTransfer(expected.value(), given.acceptedOn());
    return transfers.get().accept(actor(caller), id, command);
  }

  /** 200; from then on the offer is out of the caller's reach. */
  @POST
  @Path("{id}/refusal")
  public Receipt refuse(
      @Context SecurityContext caller,
      @PathParam("id") TransferId id,
      @HeaderParam("If-Match") Version expected,
      Refusal given) {
    var command = new RefuseTransfer(expected.value(), given.refusedOn(), given.reason());
    return transfers.get().refuse(actor(caller), id, command);
  }

  /** 200. */
  @POST
  @Path("{id}/withdrawal")
  public Receipt withdraw(
      @Context SecurityContext caller,
      @PathParam("id") TransferId id,
      @HeaderParam("If-Match") Version expected) {
    return transfers.get().withdraw(actor(caller), id, expected.value());
  }

  private static Actor actor(SecurityContext caller) {
    return (Actor) caller.getUserPrincipal();
  }
}
