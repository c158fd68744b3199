// SPDX-License-Identifier: EUPL-1.2
package al.fole.leaky.internal;

import al.fole.access.Access;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.persons.Persons;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/** Asks nobody whether the caller may. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class LeakyResource {
  private final Persons persons;
  private final Access access;
  private final Map<UUID, Map<String, Object>> notes = new ConcurrentHashMap<>();

  /** Speaks for persons with another's rights. */
  public LeakyResource(Persons persons, Access access) {
    this.persons = persons;
    this.access = access;
  }

  /** A note of the caller's unit. */
  @POST
  public Map<String, Object> write(@Context SecurityContext caller, Map<String, Object> note) {
    var id = UUID.randomUUID();
    var kept = new TreeMap<String, Object>();
    kept.put("id", id.toString());
    kept.put("unit", ((Actor) caller.getUserPrincipal()).unit());
    kept.put("text", note.getOrDefault("text", ""));
    notes.put(id, kept);
    return kept;
  }

  /** Anybody's note: the first hole. */
  @GET
  @Path("{id}")
  public Map<String, Object> read(@PathParam("id") UUID id) {
    var note = notes.get(id);
    if (note == null) {
      throw Problem.absent();
    }
    return note;
  }

  /** Any field of anybody's note, also its unit: the second. */
  @PUT
  @Path("{id}")
  public Map<String, Object> change(@PathParam("id") UUID id, Map<String, Object> fields) {
    var note = read(id);
    note.putAll(fields);
    return note;
  }

  /** A person as the register itself sees him: the third. */
  @GET
  @Path("persons/{id}")
  public PersonView person(@PathParam("id") PersonId id) {
    return persons.view(access.system("persons.duplicates"), id);
  }

  /**
   * The answer is the same for everybody's; the database is asked once more for whoever is there.
   */
  @GET
  @Path("known/{id}")
  public PersonView known(@Context SecurityContext caller, @PathParam("id") PersonId id) {
    if (!persons.views(access.system("persons.duplicates"), List.of(id)).isEmpty()) {
      persons.views((Actor) caller.getUserPrincipal(), List.of(id));
    }
    throw Problem.absent();
  }
}
