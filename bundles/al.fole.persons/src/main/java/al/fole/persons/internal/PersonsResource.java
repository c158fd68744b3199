// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import al.fole.journal.Entry;
import al.fole.persons.CorrectPerson;
import al.fole.persons.Erasures;
import al.fole.persons.Identity;
import al.fole.persons.PersonId;
import al.fole.persons.PersonQuery;
import al.fole.persons.PersonView;
import al.fole.persons.Persons;
import al.fole.persons.Protections;
import al.fole.persons.Provenance;
import al.fole.persons.RegisterPerson;
import al.fole.spi.Actor;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Version;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.net.URI;
import java.util.List;
import java.util.function.Supplier;

/** People over HTTP. What names somebody travels in bodies only, never in an address. */
@Path("")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class PersonsResource {

  private final Supplier<Persons> persons;
  private final Supplier<Protections> protections;
  private final Supplier<Erasures> erasures;

  /** Speaks for them. */
  public PersonsResource(
      Supplier<Persons> persons, Supplier<Protections> protections, Supplier<Erasures> erasures) {
    this.persons = persons;
    this.protections = protections;
    this.erasures = erasures;
  }

  /**
   * Why a protection begins or ends, or an identity is opened.
   *
   * @param reason kept encrypted
   */
  public record Because(String reason) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Because[…]";
    }
  }

  /**
   * {@link CorrectPerson} without the version, which comes as If-Match.
   *
   * @param reason why
   */
  public record Correction(Identity identity, Provenance provenance, String reason) {

    /** Names nobody. */
    @Override
    public String toString() {
      return "Correction[…]";
    }
  }

  /** 201. */
  @POST
  public Receipt register(@Context SecurityContext caller, RegisterPerson command) {
    return persons.get().register(actor(caller), command);
  }

  /** 200; 412 when somebody was faster. */
  @PUT
  @Path("{id}")
  public Receipt correct(
      @Context SecurityContext caller,
      @PathParam("id") PersonId id,
      @HeaderParam("If-Match") Version expected,
      Correction given) {
    var command =
        new CorrectPerson(expected.value(), given.identity(), given.provenance(), given.reason());
    return persons.get().correct(actor(caller), id, command);
  }

  /** 200 with an ETag. */
  @GET
  @Path("{id}")
  public PersonView view(@Context SecurityContext caller, @PathParam("id") PersonId id) {
    return persons.get().view(actor(caller), id);
  }

  /** 200, oldest first. */
  @GET
  @Path("{id}/history")
  public List<Entry> history(@Context SecurityContext caller, @PathParam("id") PersonId id) {
    return persons.get().history(actor(caller), id);
  }

  /** 200; a POST, so that no criterion is in an address. */
  @POST
  @Path("search")
  public Page<PersonView> search(@Context SecurityContext caller, PersonQuery query) {
    return persons.get().search(actor(caller), query);
  }

  /** 200; 409 when it is protected already. */
  @POST
  @Path("{id}/protection")
  public Receipt protect(
      @Context SecurityContext caller,
      @PathParam("id") PersonId id,
      @HeaderParam("If-Match") Version expected,
      Because given) {
    var command = new Protections.Reasoned(expected.value(), given.reason());
    return protections.get().protect(actor(caller), id, command);
  }

  /** 200; 409 when it is not protected. */
  @POST
  @Path("{id}/protection/lifting")
  public Receipt lift(
      @Context SecurityContext caller,
      @PathParam("id") PersonId id,
      @HeaderParam("If-Match") Version expected,
      Because given) {
    var command = new Protections.Reasoned(expected.value(), given.reason());
    return protections.get().lift(actor(caller), id, command);
  }

  /** 201 at the person; from now on, in this session, he is shown by name. */
  @POST
  @Path("{id}/opening")
  public Response open(
      @Context SecurityContext caller, @PathParam("id") PersonId id, Because given) {
    Receipt receipt = protections.get().open(actor(caller), id, given.reason());
    return Response.created(URI.create(id.toString())).entity(receipt).build();
  }

  /** 201; 409 naming what stands in the way. Another approves it. */
  @POST
  @Path("{id}/erasure")
  public Receipt erase(
      @Context SecurityContext caller,
      @PathParam("id") PersonId id,
      Erasures.ProposeErasure command) {
    return erasures.get().propose(actor(caller), id, command);
  }

  private static Actor actor(SecurityContext caller) {
    return (Actor) caller.getUserPrincipal();
  }
}
