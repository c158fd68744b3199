// SPDX-License-Identifier: EUPL-1.2
package al.fole.unlogged.internal;

import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.persons.internal.UnloggedPersons;
import al.fole.spi.Actor;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;

/** One person, whole, and nobody writes down who saw him. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class UnloggedResource {
  private final UnloggedPersons persons;

  /** Speaks for them. */
  public UnloggedResource(UnloggedPersons persons) {
    this.persons = persons;
  }

  /** 200 with an ETag. */
  @GET
  @Path("{id}")
  public PersonView view(@Context SecurityContext caller, @PathParam("id") PersonId id) {
    return persons.view((Actor) caller.getUserPrincipal(), id);
  }
}
