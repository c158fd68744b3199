// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.spi.Actor;
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
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Who looked at a person's file, for the person; and what is held back from it. */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class EnquiriesResource {
  private final Enquiries enquiries;
  private final Holds holds;

  /** Speaks for them. */
  public EnquiriesResource(Enquiries enquiries, Holds holds) {
    this.enquiries = enquiries;
    this.holds = holds;
  }

  /** 201. */
  @POST
  @Path("enquiries")
  public Receipt ask(Enquire command, @Context SecurityContext caller) {
    return enquiries.ask(actor(caller), command);
  }

  /** A page of whole days. */
  @GET
  @Path("enquiries/{id}")
  public Answer answer(
      @PathParam("id") UUID id,
      @QueryParam("limit") @DefaultValue("100") int limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context SecurityContext caller) {
    return enquiries.answer(actor(caller), id, limit, cursor);
  }

  /** The whole answer as a page to print. */
  @GET
  @Path("enquiries/{id}/page")
  @Produces(MediaType.TEXT_HTML + ";charset=utf-8")
  public String page(@PathParam("id") UUID id, @Context SecurityContext caller) {
    return PrintedAnswer.html(enquiries.whole(actor(caller), id));
  }

  /** The whole answer as a table. */
  @GET
  @Path("enquiries/{id}/table")
  @Produces("text/csv;charset=utf-8")
  public String table(@PathParam("id") UUID id, @Context SecurityContext caller) {
    return PrintedAnswer.csv(enquiries.whole(actor(caller), id));
  }

  /** Those that hold today. */
  @GET
  @Path("holds")
  public List<Hold> holds(@Context SecurityContext caller) {
    return holds.list(actor(caller));
  }

  /** 201. */
  @POST
  @Path("holds")
  public Receipt hold(HoldBack command, @Context SecurityContext caller) {
    return holds.open(actor(caller), command);
  }

  /** Ends it. */
  @POST
  @Path("holds/{id}/closure")
  public Receipt close(
      @PathParam("id") UUID id,
      @HeaderParam("If-Match") Version expected,
      Holds.Reason why,
      @Context SecurityContext caller) {
    return holds.close(actor(caller), id, expected, why);
  }

  private static Actor actor(SecurityContext caller) {
    return (Actor) caller.getUserPrincipal();
  }
}
