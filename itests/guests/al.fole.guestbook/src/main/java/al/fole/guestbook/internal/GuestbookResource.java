// SPDX-License-Identifier: EUPL-1.2
package al.fole.guestbook.internal;

import al.fole.persons.PersonId;
import al.fole.persons.Persons;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Store;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.function.Supplier;

/** The visits of a person, with what persons says of him. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class GuestbookResource {
  private final Store store;
  private final Supplier<Persons> persons;

  /** Speaks for them. */
  public GuestbookResource(Store store, Supplier<Persons> persons) {
    this.store = store;
    this.persons = persons;
  }

  /**
   * A person's page.
   *
   * @param visits how many reactions have written
   * @param speaker version of the bundle that answers
   */
  public record Page(PersonId person, int visits, String sex, String citizenship, String speaker) {}

  /** 200, or 404 as persons says. */
  @GET
  @Path("{id}")
  public Page page(@Context SecurityContext caller, @PathParam("id") PersonId id) {
    var actor = (Actor) caller.getUserPrincipal();
    var person = persons.get().views(actor, List.of(id)).get(id);
    if (person == null) {
      throw Problem.absent();
    }
    int visits =
        store.read(actor, tx -> tx.mapper(GuestbookMapper.class).visits(person.id().value()));
    return new Page(person.id(), visits, person.sex(), "no citizenship yet", Guestbook.speaker());
  }
}
