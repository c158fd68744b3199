// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest.sample;

import al.fole.access.Claimed;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Version;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.time.Instant;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleException;
import org.osgi.framework.FrameworkUtil;

/** Paths and status codes of nests, nothing else. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class NestsResource {
  private static final UUID MADE = new UUID(0x0198_0000_0000_7000L, 0x8000_0000_0000_0001L);

  /** A write that creates. */
  @POST
  public Receipt build(@Context SecurityContext caller, BuildNest command) {
    return new Receipt(MADE, 1);
  }

  /** A read of one. */
  @GET
  @Path("{id}")
  public NestView view(@Context SecurityContext caller, @PathParam("id") NestId id) {
    if (!id.value().equals(MADE)) {
      throw Problem.absent();
    }
    return new NestView(
        id,
        3,
        "Fole ë",
        LocalDate.parse("2026-03-01"),
        Instant.parse("2026-03-01T10:00:00Z"),
        null);
  }

  /** A change of one. */
  @PUT
  @Path("{id}")
  public Receipt correct(
      @Context SecurityContext caller,
      @PathParam("id") NestId id,
      @HeaderParam("If-Match") Version expected,
      BuildNest command) {
    return new Receipt(id.value(), expected.value() + 1);
  }

  /** A verb on one. */
  @POST
  @Path("{id}/closure")
  public Receipt close(@Context SecurityContext caller, @PathParam("id") NestId id) {
    return new Receipt(id.value(), 9);
  }

  /** A list. */
  @GET
  public Page<NestView> list(
      @QueryParam("since") @Nullable LocalDate since, @QueryParam("limit") int limit) {
    return new Page<>(List.of(), null);
  }

  /** What rest made of the caller. */
  @POST
  @Path("caller")
  public Map<String, String> caller(@Context SecurityContext caller, Tree tree) {
    var actor = (Actor) caller.getUserPrincipal();
    return actor instanceof Claimed claimed
        ? Map.of(
            "who", actor.who().toString(),
            "claim", HexFormat.of().formatHex(claimed.claim()),
            "body", HexFormat.of().formatHex(claimed.body()))
        : Map.of("who", actor.who().toString());
  }

  /** Needs no session. */
  @GET
  @Path("open")
  @PermitAll
  public Map<String, String> open() {
    return Map.of("version", version());
  }

  /** Fails as things fail. */
  @GET
  @Path("broken/{how}")
  public Map<String, Object> broken(@PathParam("how") String how) {
    switch (how) {
      case "state" ->
          throw new IllegalStateException("secret Agim", new RuntimeException("also secret"));
      case "error" -> throw new StackOverflowError("secret");
      case "wrapped" ->
          throw new IllegalStateException(Problem.unavailable("persons").with("retry_after", "30"));
      case "many" -> throw Problem.of(Problem.Kind.TOO_MANY, "too-many", "Shumë.", "Too many.");
      case "answer" -> {
        return Map.of("unwritable", new Object());
      }
      case "going" -> {
        stop("al.fole.nests");
        throw new IllegalStateException("secret");
      }
      case "alone" -> {
        stop("al.fole.caller");
        throw new IllegalStateException("secret");
      }
      default -> throw Problem.absent();
    }
  }

  private static void stop(String name) {
    var context = FrameworkUtil.getBundle(NestsResource.class).getBundleContext();
    try {
      for (Bundle bundle : context.getBundles()) {
        if (bundle.getSymbolicName().equals(name)) {
          bundle.stop();
        }
      }
    } catch (BundleException e) {
      throw new AssertionError(e);
    }
  }

  private static String version() {
    return FrameworkUtil.getBundle(NestsResource.class).getVersion().toString();
  }
}
