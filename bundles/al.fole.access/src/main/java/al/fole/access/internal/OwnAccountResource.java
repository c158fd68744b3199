// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.SecondFactors.Enrolment;
import al.fole.spi.Actor;
import al.fole.store.Receipt;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;

/** What a user does about his own account: password, second factor, undertaking, manual. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
@Consumes(MediaType.APPLICATION_JSON)
public final class OwnAccountResource {

  private final OwnPassword password;
  private final SecondFactors factors;
  private final Briefings briefings;

  /** Speaks for them. */
  public OwnAccountResource(OwnPassword password, SecondFactors factors, Briefings briefings) {
    this.password = password;
    this.factors = factors;
    this.briefings = briefings;
  }

  /** Sets a new password. */
  @PUT
  @Path("password")
  @BeforeWork
  public Receipt setPassword(ChangePassword command, @Context SecurityContext caller) {
    return password.change((Actor) caller.getUserPrincipal(), command);
  }

  /** Begins to set up an authenticator. */
  @POST
  @Path("second-factor")
  @BeforeWork
  public Enrolment beginSecondFactor(BeginSecondFactor command, @Context SecurityContext caller) {
    return factors.begin((Actor) caller.getUserPrincipal(), command);
  }

  /** Gives its first code. */
  @PUT
  @Path("second-factor/confirmation")
  @BeforeWork
  public Receipt confirmSecondFactor(ConfirmSecondFactor command, @Context SecurityContext caller) {
    return factors.confirm((Actor) caller.getUserPrincipal(), command);
  }

  /** The texts in force. */
  @GET
  @Path("briefings")
  @BeforeWork
  public List<Briefing> briefings(@Context SecurityContext caller) {
    return briefings.inForce((Actor) caller.getUserPrincipal());
  }

  /** Accepts the undertaking of confidentiality. */
  @PUT
  @Path("undertaking")
  @BeforeWork
  public Receipt acceptUndertaking(AcceptBriefing command, @Context SecurityContext caller) {
    return briefings.accept((Actor) caller.getUserPrincipal(), Briefing.Kind.UNDERTAKING, command);
  }

  /** Confirms to have read the manual. */
  @PUT
  @Path("manual")
  @BeforeWork
  public Receipt confirmManual(AcceptBriefing command, @Context SecurityContext caller) {
    return briefings.accept((Actor) caller.getUserPrincipal(), Briefing.Kind.MANUAL, command);
  }
}
