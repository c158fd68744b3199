// SPDX-License-Identifier: EUPL-1.2
package al.fole.unlogged.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.keys.SubjectKey;
import al.fole.persons.PersonId;
import al.fole.persons.PersonView;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Database;
import al.fole.store.Schema;
import al.fole.store.Store;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** One person, whole, and nobody writes down who saw him. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class UnloggedResource {
  private static final Permission VIEW = new Permission("persons.view");

  private final Store store;
  private final Access access;

  /** Reads persons' rows through a mapper of its own. */
  public UnloggedResource(Database database, Access access) {
    this.store = database.open(Schema.of("unlogged", UnloggedResource.class, UnloggedMapper.class));
    this.access = access;
  }

  /** 200. */
  @GET
  @Path("{id}")
  public PersonView view(@Context SecurityContext caller, @PathParam("id") PersonId id) {
    var actor = (Actor) Objects.requireNonNull(caller.getUserPrincipal());
    access.require(actor, VIEW, id.ref());
    var scope = access.scope(actor, VIEW);
    return store
        .read(
            actor,
            tx ->
                tx.mapper(UnloggedMapper.class)
                    .row(id.value(), scope)
                    .map(row -> open(row, tx.keys(List.of(row.id())).get(row.id()))))
        .orElseThrow(Problem::absent);
  }

  private static PersonView open(UnloggedMapper.Row row, @Nullable SubjectKey key) {
    return new PersonView(
        new PersonId(row.id()),
        row.version(),
        open(key, "personal_number", row.personalNumber()),
        row.temporaryIdentifier(),
        open(key, "first_name", row.firstName()),
        open(key, "father_name", row.fatherName()),
        open(key, "last_name", row.lastName()),
        row.sex(),
        row.birthDate(),
        row.birthDateEstimated(),
        row.municipality(),
        open(key, "address", row.address()),
        open(key, "contact", row.contact()),
        row.provider(),
        row.informedOn(),
        row.recordedAt());
  }

  private static @Nullable String open(
      @Nullable SubjectKey key, String field, byte @Nullable [] sealed) {
    return key == null || sealed == null
        ? null
        : new String(key.decrypt("persons.person." + field, sealed), UTF_8);
  }
}
