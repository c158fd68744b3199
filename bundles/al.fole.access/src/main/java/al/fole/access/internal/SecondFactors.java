// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.access.internal.SessionEvent.FactorConfirmed;
import al.fole.keys.OneTimeCodes;
import al.fole.spi.Actor;
import al.fole.store.Receipt;
import al.fole.store.Store;
import java.net.URLEncoder;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Authenticators (RFC 6238): their owner sets one up himself, with his password and its first code;
 * from then on every sign-in asks for a code. Only an administrator takes it away, when it is lost.
 */
@Component(service = SecondFactors.class, configurationPid = "al.fole.access")
public final class SecondFactors {

  private final Store store;
  private final Proof proof;
  private final OneTimeCodes codes;

  /** Keeps authenticators in the schema. */
  @Activate
  public SecondFactors(
      @Reference AccessSchema schema, @Reference Proof proof, @Reference OneTimeCodes codes) {
    this(schema.store(), proof, codes);
  }

  SecondFactors(Store store, Proof proof, OneTimeCodes codes) {
    this.store = store;
    this.proof = proof;
    this.codes = codes;
  }

  /**
   * What an authenticator is set up with, shown this once.
   *
   * @param secret in Base32
   * @param uri for a QR code
   */
  record Enrolment(String secret, String uri) {

    /** Never the secret: it ends up in logs. */
    @Override
    public String toString() {
      return "Enrolment[]";
    }
  }

  /** A new secret; nothing asks for it before its first code was given. */
  Enrolment begin(Actor actor, BeginSecondFactor command) {
    var name = proof.password(actor, command.password(), "password").name();
    var owner = actor.who().toString();
    var sealed = codes.newSecret(owner);
    var secret = codes.reveal(owner, sealed);
    var enrolment =
        new Enrolment(
            secret,
            "otpauth://totp/Fole:%s?secret=%s&issuer=Fole&algorithm=SHA1&digits=6&period=30"
                .formatted(URLEncoder.encode(name, UTF_8), secret));
    store.write(
        actor,
        tx -> {
          if (tx.mapper(FactorMapper.class).begin(actor.who(), sealed, tx.now()) != 1) {
            throw AccessRules.secondFactorThere();
          }
          return tx.record(
              new SessionEvent.FactorBegun(tx.newId(), actor.session(), actor.who()), List.of());
        });
    return enrolment;
  }

  /** The first code: this session has given it, the others of the account end. */
  Receipt confirm(Actor actor, ConfirmSecondFactor command) {
    long step = proof.firstCode(actor, command.code());
    return store.write(
        actor,
        tx -> {
          if (tx.mapper(FactorMapper.class).confirm(actor.who(), step, tx.now()) != 1) {
            throw AccessRules.codeWrong();
          }
          var sessions = tx.mapper(SessionMapper.class);
          Accounts.one(sessions.strengthen(actor.session(), tx.now()));
          Sessions.recordEnded(
              tx,
              sessions.endAll(actor.who(), actor.session(), tx.now(), "SECOND_FACTOR"),
              "SECOND_FACTOR");
          return tx.record(
              new FactorConfirmed(tx.newId(), actor.session(), actor.who()), List.of());
        });
  }
}
