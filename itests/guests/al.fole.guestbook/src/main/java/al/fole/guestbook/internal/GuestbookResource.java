// SPDX-License-Identifier: EUPL-1.2
package al.fole.guestbook.internal;

import al.fole.persons.PersonId;
import al.fole.persons.Persons;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Database;
import al.fole.store.Store;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Modified;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsApplicationSelect;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsName;
import org.osgi.service.jakartars.whiteboard.propertytypes.JakartarsResource;

/** The visits of a person, with what persons says of him. */
@Component(service = GuestbookResource.class, configurationPid = "al.fole.guestbook")
@JakartarsResource
@JakartarsName("guestbook.resource")
@JakartarsApplicationSelect("(osgi.jakartars.name=guestbook)")
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class GuestbookResource {
  private final Store store;

  @Reference(policy = ReferencePolicy.DYNAMIC, policyOption = ReferencePolicyOption.GREEDY)
  volatile Persons persons;

  /** Opens schema {@code guestbook}. */
  @Activate
  public GuestbookResource(@Reference Database database) {
    this.store = database.open(Guestbook.SCHEMA);
  }

  /** A new rank needs no new start. */
  @Modified
  void ranked() {}

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
    var person = persons.views(actor, List.of(id)).get(id);
    if (person == null) {
      throw Problem.absent();
    }
    int visits =
        store.read(actor, tx -> tx.mapper(GuestbookMapper.class).visits(person.id().value()));
    return new Page(person.id(), visits, person.sex(), "no citizenship yet", Guestbook.speaker());
  }
}
