// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.persons.Erasures;
import al.fole.persons.Erasures.ErasureView;
import al.fole.spi.Actor;
import al.fole.store.Receipt;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;

/** Erasures over HTTP. */
@Path("erasures")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class ErasuresResource {

  private final Supplier<Erasures> erasures;

  /** Speaks for them. */
  public ErasuresResource(Supplier<Erasures> erasures) {
    this.erasures = erasures;
  }

  /** What becomes of a proposal: {@code APPROVED} or {@code REJECTED}. */
  public record Outcome(String outcome) {}

  /** 200; those that wait first, at most 200. */
  @GET
  public List<ErasureView> list(@Context SecurityContext caller) {
    return erasures.get().list(actor(caller));
  }

  /** 200; 409 by whoever proposed it, or when it was decided or something stands in the way. */
  @POST
  @Path("{id}/decision")
  public Receipt decide(@Context SecurityContext caller, @PathParam("id") UUID id, Outcome given) {
    return erasures.get().decide(actor(caller), id, given.outcome());
  }

  private static Actor actor(SecurityContext caller) {
    return (Actor) caller.getUserPrincipal();
  }
}
