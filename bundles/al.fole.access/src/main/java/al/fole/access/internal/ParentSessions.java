// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.keys.Tokens;
import al.fole.spi.Problem;
import al.fole.spi.host.ParentIdentities;
import al.fole.spi.host.ParentIdentity;
import al.fole.store.Store;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Sessions of the parent. The parent is asked in each request; what it says of role and unit holds
 * for that request. A row of ours, one for each token, role, unit and purpose, gives the session an
 * id for the journal; when it has been idle too long and the parent still vouches, a new one
 * starts.
 */
@Component(service = ParentSessions.class, configurationPid = "al.fole.access")
public final class ParentSessions {

  private static final Logger LOG = LoggerFactory.getLogger(ParentSessions.class);

  private final Store store;
  private final Sessions sessions;
  private final CurrentMatrix matrix;
  private final Refusals refusals;
  private final Tokens tokens;
  private volatile @Nullable ParentIdentities identities;

  /** Keeps its rows in the schema. */
  @Activate
  public ParentSessions(
      @Reference AccessSchema schema,
      @Reference Sessions sessions,
      @Reference CurrentMatrix matrix,
      @Reference Refusals refusals,
      @Reference Tokens tokens) {
    this(schema.store(), sessions, matrix, refusals, tokens);
  }

  ParentSessions(
      Store store, Sessions sessions, CurrentMatrix matrix, Refusals refusals, Tokens tokens) {
    this.store = store;
    this.sessions = sessions;
    this.matrix = matrix;
    this.refusals = refusals;
    this.tokens = tokens;
  }

  /** The parent's users came. */
  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindIdentities(ParentIdentities service) {
    identities = service;
  }

  /** The parent's users went, unless others are here already. */
  void unbindIdentities(ParentIdentities service) {
    if (identities == service) {
      identities = null;
    }
  }

  /**
   * The actor behind a token of the parent.
   *
   * @param purpose declared purpose; the usual one of the role when null
   * @param request id of the request
   */
  SessionActor resume(String token, @Nullable String purpose, String request) {
    var identity =
        identify(token)
            .orElseThrow(() -> sessions.unauthenticated(AccessRules.sessionEnded(), request));
    if (!matrix
        .where(known -> known.fits(identity.role(), identity.unit()))
        .fits(identity.role(), identity.unit())) {
      throw refusals.refuse(
          SystemActor.of("access.parent-session", request),
          identity.id().toString(),
          "access.session-refused",
          null,
          AccessRules.roleUnknown());
    }
    var declared = sessions.purposeOf(identity.role(), null, purpose);
    var digest =
        tokens.digest(
            "access.parent-session",
            String.join(
                "\n", identity.id().toString(), identity.role(), identity.unit(), declared, token));
    var row =
        sessions
            .lookUp(digest)
            .or(
                () -> {
                  start(identity, declared, digest, request);
                  return sessions.lookUp(digest);
                })
            .orElseThrow(AccessRules::sessionEnded);
    return sessions.actor(row, request);
  }

  private Optional<ParentIdentity> identify(String token) {
    var parent = identities;
    if (parent == null) {
      throw Problem.unavailable("parent");
    }
    try {
      return parent.identify(token);
    } catch (RuntimeException e) {
      LOG.warn("The parent could not say whose session it is: {}", e.getClass().getName());
      throw Problem.unavailable("parent");
    }
  }

  /** A new row, unless another request of the same session has just written it. */
  private void start(ParentIdentity identity, String purpose, byte[] digest, String request) {
    var id = UUID.randomUUID();
    var actor =
        new SessionActor(
            identity.id(),
            identity.role(),
            identity.unit(),
            id,
            purpose,
            SessionActor.PARENT,
            request,
            false,
            false,
            null);
    try {
      store.write(
          actor,
          tx -> {
            var row =
                new SessionRow(
                    id,
                    identity.id(),
                    "PARENT",
                    identity.role(),
                    identity.unit(),
                    purpose,
                    false,
                    tx.now(),
                    tx.now().plus(Sessions.LONGEST),
                    SessionActor.PARENT,
                    false,
                    false,
                    false,
                    false,
                    false,
                    0);
            if (tx.mapper(SessionMapper.class).startOfParent(row, digest) != 1) {
              throw new NothingToDo();
            }
            return tx.record(Sessions.started(row, SessionActor.PARENT), List.of());
          });
    } catch (NothingToDo anotherRequestWasFaster) {
      LOG.debug("The session of {} was there", identity.id());
    }
  }
}
