// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.spi.Actor;
import al.fole.store.Page;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The log over HTTP. Checkpoint and verification key are open, so that anybody can keep a witness's
 * copy; everything else wants a session.
 */
@Path("")
public final class AuditResource {
  private static final String TEXT = MediaType.TEXT_PLAIN + ";charset=utf-8";

  private final PublishedLog log;
  private final Disclosures disclosures;

  /** Speaks for them. */
  public AuditResource(PublishedLog log, Disclosures disclosures) {
    this.log = log;
    this.disclosures = disclosures;
  }

  /** The newest published checkpoint. */
  @GET
  @Path("checkpoint")
  @PermitAll
  @Produces(TEXT)
  public String checkpoint() {
    return log.checkpoint();
  }

  /** The key that verifies it. */
  @GET
  @Path("vkey")
  @PermitAll
  @Produces(TEXT)
  public String vkey() {
    return log.vkey();
  }

  /** All keys of the log, each with the first size it may sign. */
  @GET
  @Path("keyring")
  @PermitAll
  @Produces(TEXT)
  public String keyring() {
    return log.keyring();
  }

  /** How the log is. */
  @GET
  @Path("status")
  @Produces(MediaType.APPLICATION_JSON)
  public LogKeeper.Status status(@Context SecurityContext caller) {
    return log.status((Actor) caller.getUserPrincipal());
  }

  /** A tile of hashes or a bundle of entries. */
  @GET
  @Path("tile/{name: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public byte[] tile(@PathParam("name") String name, @Context SecurityContext caller) {
    return log.file((Actor) caller.getUserPrincipal(), "tile/" + name);
  }

  /** The seals of a bundle. */
  @GET
  @Path("seal/{name: .+}")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public byte[] seal(@PathParam("name") String name, @Context SecurityContext caller) {
    return log.file((Actor) caller.getUserPrincipal(), "seal/" + name);
  }

  /** Proof that an entry is in the log. */
  @GET
  @Path("proofs/{entry}")
  @Produces(TEXT)
  public String proof(@PathParam("entry") UUID entry, @Context SecurityContext caller) {
    return log.proof((Actor) caller.getUserPrincipal(), entry).text();
  }

  /** The bytes the proof is about. */
  @GET
  @Path("proofs/{entry}/leaf")
  @Produces(MediaType.APPLICATION_OCTET_STREAM)
  public byte[] leaf(@PathParam("entry") UUID entry, @Context SecurityContext caller) {
    return log.proof((Actor) caller.getUserPrincipal(), entry).leaf();
  }

  /** Who looked at this person. */
  @GET
  @Path("disclosures")
  @Produces(MediaType.APPLICATION_JSON)
  public Page<Disclosure> disclosures(
      @QueryParam("person") @Nullable UUID person,
      @QueryParam("limit") @DefaultValue("50") int limit,
      @QueryParam("cursor") @Nullable String cursor,
      @Context SecurityContext caller) {
    return disclosures.of((Actor) caller.getUserPrincipal(), person, limit, cursor);
  }
}
