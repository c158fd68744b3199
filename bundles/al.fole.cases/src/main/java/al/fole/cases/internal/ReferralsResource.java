// SPDX-License-Identifier: EUPL-1.2
package al.fole.cases.internal;

import al.fole.cases.AnswerReferral;
import al.fole.cases.RecordReferral;
import al.fole.cases.ReferralId;
import al.fole.cases.ReferralView;
import al.fole.cases.Referrals;
import al.fole.cases.ScreenReferral;
import al.fole.spi.Actor;
import al.fole.store.Page;
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
import java.time.LocalDate;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Referrals over HTTP. */
@Path("referrals")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
public final class ReferralsResource {

  private final Supplier<Referrals> referrals;

  /** Speaks for them. */
  public ReferralsResource(Supplier<Referrals> referrals) {
    this.referrals = referrals;
  }

  /** {@link ScreenReferral} without the version, which comes as If-Match. */
  public record Screening(String risk, @Nullable String findings, LocalDate screenedOn) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Screening[…]";
    }
  }

  /** {@link AnswerReferral} without the version, which comes as If-Match. */
  public record Answer(
      String outcome, @Nullable String unit, @Nullable String reason, LocalDate answeredOn) {

    /** Tells nothing. */
    @Override
    public String toString() {
      return "Answer[…]";
    }
  }

  /** 201. */
  @POST
  public Receipt refer(@Context SecurityContext caller, RecordReferral command) {
    return referrals.get().refer(actor(caller), command);
  }

  /** 200, received last first. */
  @GET
  public Page<ReferralView> referrals(
      @Context SecurityContext caller,
      @QueryParam("state") @Nullable String state,
      @QueryParam("limit") @DefaultValue("20") int limit,
      @QueryParam("cursor") @Nullable String cursor) {
    return referrals.get().list(actor(caller), state, limit, cursor);
  }

  /** 200 with an ETag. */
  @GET
  @Path("{id}")
  public ReferralView referral(@Context SecurityContext caller, @PathParam("id") ReferralId id) {
    return referrals.get().view(actor(caller), id);
  }

  /** 200; 409 when it was screened before. */
  @POST
  @Path("{id}/screening")
  public Receipt screen(
      @Context SecurityContext caller,
      @PathParam("id") ReferralId id,
      @HeaderParam("If-Match") Version expected,
      Screening given) {
    var command =
        new ScreenReferral(expected.value(), given.risk(), given.findings(), given.screenedOn());
    return referrals.get().screen(actor(caller), id, command);
  }

  /** 200; 409 when it was not screened, or answered before. */
  @POST
  @Path("{id}/answer")
  public Receipt answer(
      @Context SecurityContext caller,
      @PathParam("id") ReferralId id,
      @HeaderParam("If-Match") Version expected,
      Answer given) {
    var command =
        new AnswerReferral(
            expected.value(), given.outcome(), given.unit(), given.reason(), given.answeredOn());
    return referrals.get().answer(actor(caller), id, command);
  }

  private static Actor actor(SecurityContext caller) {
    return (Actor) caller.getUserPrincipal();
  }
}
