// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Order;
import al.fole.lifecycle.Part;
import al.fole.lifecycle.Plan;
import al.fole.lifecycle.Releases;
import al.fole.lifecycle.internal.ReleaseViews.ApplyRelease;
import al.fole.lifecycle.internal.ReleaseViews.Contract;
import al.fole.lifecycle.internal.ReleaseViews.Contraction;
import al.fole.lifecycle.internal.ReleaseViews.History;
import al.fole.lifecycle.internal.ReleaseViews.Kept;
import al.fole.lifecycle.internal.ReleaseViews.PartView;
import al.fole.lifecycle.internal.ReleaseViews.PlanRelease;
import al.fole.lifecycle.internal.ReleaseViews.PlanView;
import al.fole.lifecycle.internal.ReleaseViews.RollBack;
import al.fole.lifecycle.internal.ReleaseViews.Status;
import al.fole.lifecycle.internal.ReleaseViews.Uploaded;
import al.fole.spi.Actor;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.io.InputStream;
import java.net.URI;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Releases, for the registry administrator. A change is answered 202 with an operation to ask for:
 * an application is replaced when its requests have ended, so none may wait for the change.
 */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class ReleasesResource {

  private static final Permission VIEW = new Permission("releases.view");
  private static final Permission CHANGE = new Permission("releases.change");

  private final Releases releases;
  private final Access access;
  private final Incoming incoming;

  /** Speaks for them. */
  public ReleasesResource(Releases releases, Access access, Incoming incoming) {
    this.releases = releases;
    this.access = access;
    this.incoming = incoming;
  }

  /** What is in force. */
  @GET
  public Status status(@Context SecurityContext caller) {
    view(caller);
    return new Status(
        releases.current().map(Kept::of).orElse(null),
        releases.parts(),
        releases.operations().stream().findFirst().orElse(null));
  }

  /** What was in force, and what was done. */
  @GET
  @Path("history")
  public History history(@Context SecurityContext caller) {
    view(caller);
    return new History(releases.kept().stream().map(Kept::of).toList(), releases.operations());
  }

  /** How a change goes. */
  @GET
  @Path("operations/{id}")
  public Operation operation(@PathParam("id") UUID id, @Context SecurityContext caller) {
    view(caller);
    return releases.operations().stream()
        .filter(operation -> operation.id().equals(id))
        .findFirst()
        .orElseThrow(al.fole.spi.Problem::absent);
  }

  /** Takes an archive, which changes nothing. */
  @POST
  @Path("archives")
  @Consumes(MediaType.APPLICATION_OCTET_STREAM)
  public Response upload(InputStream archive, @Context SecurityContext caller) {
    change(caller);
    return Response.status(Response.Status.CREATED)
        .entity(new Uploaded(incoming.keep(archive)))
        .build();
  }

  /** Says what an archive would do. */
  @POST
  @Path("plans")
  public PlanView plan(PlanRelease wanted, @Context SecurityContext caller) {
    view(caller);
    return PlanView.of(plan(wanted.archive(), wanted.downgrade(), wanted.pause()));
  }

  /** Carries out what was planned. */
  @POST
  @Path("activations")
  public Response apply(ApplyRelease wanted, @Context SecurityContext caller) {
    Actor by = change(caller);
    var first = releases.begun(by);
    if (first.isPresent()) {
      return accepted(first.get());
    }
    Plan plan = plan(wanted.archive(), wanted.downgrade(), wanted.pause());
    if (!plan.digest().equals(wanted.plan())) {
      throw Refusals.planOutdated();
    }
    return accepted(releases.begin(by, Order.apply(plan)));
  }

  /** Goes back. */
  @POST
  @Path("rollbacks")
  public Response rollBack(RollBack wanted, @Context SecurityContext caller) {
    String to = wanted.to();
    boolean pause = Boolean.TRUE.equals(wanted.pause());
    return accepted(releases.begin(change(caller), Order.rollBack(to == null ? "" : to, pause)));
  }

  /** Says what a contraction would drop. */
  @GET
  @Path("contractions")
  public Contraction contraction(@Context SecurityContext caller) {
    view(caller);
    return new Contraction(
        releases.current().map(al.fole.lifecycle.Release::id).orElse(null),
        releases.contractions());
  }

  /** Drops what only older releases need, and with it the way back to them. */
  @POST
  @Path("contractions")
  public Response contract(Contract wanted, @Context SecurityContext caller) {
    return begin(Kind.CONTRACT, wanted.release(), caller);
  }

  /** A part, and what of it would stay. */
  @GET
  @Path("parts/{part}")
  public PartView part(@PathParam("part") String name, @Context SecurityContext caller) {
    view(caller);
    var stays = releases.stays(name);
    Part part =
        releases.parts().stream()
            .filter(p -> p.bundle().equals(name) || Ours.schema(p.bundle()).equals(name))
            .findFirst()
            .orElseThrow(() -> Refusals.partUnknown(name));
    return new PartView(part.bundle(), part.version(), part.state(), stays);
  }

  /** Lets a part work again. */
  @POST
  @Path("parts/{part}/enabling")
  public Response enable(@PathParam("part") String name, @Context SecurityContext caller) {
    return begin(Kind.ENABLE, name, caller);
  }

  /** Stops a part. */
  @POST
  @Path("parts/{part}/disabling")
  public Response disable(@PathParam("part") String name, @Context SecurityContext caller) {
    return begin(Kind.DISABLE, name, caller);
  }

  /** Uninstalls a part; its data stay. */
  @POST
  @Path("parts/{part}/removal")
  public Response remove(@PathParam("part") String name, @Context SecurityContext caller) {
    return begin(Kind.REMOVE, name, caller);
  }

  private Plan plan(String archive, @Nullable Boolean downgrade, @Nullable Boolean pause) {
    return releases.plan(
        incoming.archive(archive), Boolean.TRUE.equals(downgrade), Boolean.TRUE.equals(pause));
  }

  private Response begin(Kind kind, String target, SecurityContext caller) {
    return accepted(releases.begin(change(caller), Order.of(kind, target)));
  }

  private static Response accepted(Operation operation) {
    return Response.accepted(operation)
        .location(URI.create("operations/" + operation.id()))
        .build();
  }

  private void view(SecurityContext caller) {
    access.require((Actor) caller.getUserPrincipal(), VIEW, null);
  }

  private Actor change(SecurityContext caller) {
    Actor by = (Actor) caller.getUserPrincipal();
    access.require(by, CHANGE, null);
    return by;
  }
}
