// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.IdentityEvent.IdentityLinked;
import al.fole.access.internal.IdentityEvent.IdentityUnlinked;
import al.fole.access.internal.IdentityMapper.LinkedIdentity;
import al.fole.event.Notice;
import al.fole.keys.Tokens;
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

/** Who an account is to a gate, as the administrator says; without a link nobody is let in. */
@Component(service = Identities.class, configurationPid = "al.fole.access")
public final class Identities {

  private final Store store;
  private final Administration administration;
  private final Tokens tokens;

  /** Keeps links in the schema. */
  @Activate
  public Identities(
      @Reference AccessSchema schema,
      @Reference Administration administration,
      @Reference Tokens tokens) {
    this(schema.store(), administration, tokens);
  }

  Identities(Store store, Administration administration, Tokens tokens) {
    this.store = store;
    this.administration = administration;
    this.tokens = tokens;
  }

  /** The keyed digest of who somebody is to a gate. */
  static byte[] digest(Tokens tokens, String gate, String subject) {
    return tokens.digest("access.identity", gate + "\n" + subject);
  }

  /** The links of an account. */
  List<LinkedIdentity> of(Actor actor, UUID account) {
    administration.require(actor);
    return store.read(
        actor,
        tx -> {
          tx.disclose(
              Notice.disclosed(
                  "access.account-read", "VKM-2026 n.9/3", new Ref("account", account), List.of()));
          return tx.mapper(IdentityMapper.class).of(account);
        });
  }

  /** Links an identity to an account. */
  Receipt link(Actor actor, UUID account, LinkIdentity command) {
    administration.requireFresh(actor, account);
    return administration.known(
        actor,
        account,
        () ->
            store.write(
                actor,
                tx -> {
                  if (tx.mapper(AccountMapper.class).account(account, tx.now()).isEmpty()) {
                    throw Problem.absent();
                  }
                  var link =
                      new LinkedIdentity(
                          tx.newId(), command.gate(), account, actor.who(), tx.now(), null);
                  var subject = digest(tokens, command.gate(), command.subject());
                  if (tx.mapper(IdentityMapper.class).insert(link, subject) != 1) {
                    throw AccountRules.identityTaken();
                  }
                  return tx.record(
                      new IdentityLinked(link.id(), account, command.gate()), List.of());
                }));
  }

  /** Ends a link and the sessions of the account. */
  Receipt unlink(Actor actor, UUID account, UUID id) {
    administration.require(actor, account);
    return administration.known(
        actor,
        account,
        () ->
            store.write(
                actor,
                tx -> {
                  if (tx.mapper(IdentityMapper.class).end(account, id, tx.now()) != 1) {
                    throw Problem.absent();
                  }
                  Administration.endSessions(tx, account);
                  return tx.record(new IdentityUnlinked(id, account), List.of());
                }));
  }
}
