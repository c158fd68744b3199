// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.SessionMapper.OpenSession;
import al.fole.event.Notice;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Receipt;
import al.fole.store.Store;
import java.util.List;
import java.util.UUID;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Open sessions: everybody sees and ends his own, the administrator everybody's. */
@Component(service = SessionDesk.class, configurationPid = "al.fole.access")
public final class SessionDesk {

  private static final UUID NONE = new UUID(0, 0);

  private final Store store;
  private final Administration administration;

  /** Looks into the schema. */
  @Activate
  public SessionDesk(@Reference AccessSchema schema, @Reference Administration administration) {
    this(schema.store(), administration);
  }

  SessionDesk(Store store, Administration administration) {
    this.store = store;
    this.administration = administration;
  }

  /** The actor's own open sessions, the newest first. */
  List<OpenSession> own(Actor actor) {
    return store.read(
        actor,
        tx ->
            tx.mapper(SessionMapper.class)
                .openOf(actor.who(), tx.now(), tx.now().minus(Sessions.IDLE)));
  }

  /** Ends one of the actor's own. */
  Receipt endOwn(Actor actor, UUID session) {
    return administration.known(
        actor, actor.who(), () -> end(actor, actor.who(), session, "ENDED_BY_OWNER"));
  }

  /** Ends all of the actor's own, this one too. */
  Receipt endAllOwn(Actor actor) {
    return endAll(actor, actor.who(), "ENDED_BY_OWNER");
  }

  /** An account's open sessions. */
  List<OpenSession> of(Actor actor, UUID account) {
    administration.require(actor);
    return store.read(
        actor,
        tx -> {
          tx.disclose(
              Notice.disclosed(
                  "access.account-read", "VKM-2026 n.9/3", new Ref("account", account), List.of()));
          return tx.mapper(SessionMapper.class)
              .openOf(account, tx.now(), tx.now().minus(Sessions.IDLE));
        });
  }

  /** Ends one of an account's. */
  Receipt end(Actor actor, UUID account, UUID session) {
    administration.require(actor);
    return administration.known(
        actor, account, () -> end(actor, account, session, "ENDED_BY_ADMINISTRATOR"));
  }

  /** Ends all of an account's. */
  Receipt endAll(Actor actor, UUID account) {
    administration.require(actor);
    return administration.known(
        actor, account, () -> endAll(actor, account, "ENDED_BY_ADMINISTRATOR"));
  }

  private Receipt end(Actor actor, UUID account, UUID session, String cause) {
    return store.write(
        actor,
        tx ->
            Sessions.recordEnded(
                    tx,
                    tx.mapper(SessionMapper.class).endOne(account, session, tx.now(), cause),
                    cause)
                .orElseThrow(Problem::absent));
  }

  private Receipt endAll(Actor actor, UUID account, String cause) {
    return store.write(
        actor,
        tx ->
            Sessions.recordEnded(
                    tx,
                    tx.mapper(SessionMapper.class).endAll(account, NONE, tx.now(), cause),
                    cause)
                .orElseThrow(Problem::absent));
  }
}
