// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.event.Change;
import al.fole.event.Notice;
import al.fole.keys.Passwords;
import al.fole.keys.Tokens;
import al.fole.keys.Vault;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Page;
import al.fole.store.Receipt;
import al.fole.store.Store;
import al.fole.store.Tx;
import al.fole.store.Version;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Accounts of individuals, kept by the registry administrator, who has no case data
 * and changes nothing about his own rights. One person has one account.
 */
@Component(service = Accounts.class, configurationPid = "al.fole.access")
public final class Accounts {

  static final Duration FIRST_PASSWORD = Duration.ofDays(3);
  static final int LONGEST_PAGE = 200;
  private static final String PERSON = "access.person";

  /** Without the letters and digits that look alike. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final String GROUND = "VKM-2026 n.9/3";

  private final Store store;
  private final Administration administration;
  private final CurrentMatrix matrix;
  private final AccountRoles roles;
  private final Passwords passwords;
  private final Tokens tokens;
  private final Vault vault;
  private final Demands demands;
  private final SecureRandom random = new SecureRandom();

  /** Keeps accounts in the schema. */
  @Activate
  public Accounts(
      @Reference AccessSchema schema,
      @Reference Administration administration,
      @Reference CurrentMatrix matrix,
      @Reference AccountRoles roles,
      @Reference Passwords passwords,
      @Reference Tokens tokens,
      @Reference Vault vault) {
    this(
        schema.store(),
        administration,
        matrix,
        roles,
        passwords,
        tokens,
        vault,
        Demands.of(schema.mode()));
  }

  Accounts(
      Store store,
      Administration administration,
      CurrentMatrix matrix,
      AccountRoles roles,
      Passwords passwords,
      Tokens tokens,
      Vault vault,
      Demands demands) {
    this.store = store;
    this.administration = administration;
    this.matrix = matrix;
    this.roles = roles;
    this.passwords = passwords;
    this.tokens = tokens;
    this.vault = vault;
    this.demands = demands;
  }

  /** Issues credentials to a person; a privileged role waits for a second administrator. */
  Invitation create(Actor actor, CreateAccount command) {
    administration.requireFresh(actor);
    if (demands.person() && command.person() == null) {
      throw AccountRules.personNeeded();
    }
    administration.fits(command.role(), command.unit());
    var known =
        matrix.now().role(command.role()).orElseThrow().purposes().stream()
            .map(purpose -> purpose.code())
            .toList();
    if (command.purposes() != null && !known.containsAll(command.purposes())) {
      throw AccessRules.purposeNotAllowed();
    }
    var person = command.person() == null ? null : vault.index(PERSON, command.person());
    return invite(
        actor,
        (tx, expires) -> {
          var account = Account.invited(tx.newId(), command, tx.now(), actor.who(), expires);
          roles.first(tx, actor, account);
          if (tx.mapper(AccountMapper.class).insert(account) != 1) {
            throw AccountRules.nameTaken();
          }
          if (person != null
              && tx.mapper(AccountMapper.class).insertPerson(account.id(), person, tx.now()) != 1) {
            throw AccountRules.personHasAccount();
          }
          return account.created();
        });
  }

  /** A first password again, because the last one was lost or has expired; ends all sessions. */
  Invitation reissue(Actor actor, UUID id, Version expected) {
    administration.requireFresh(actor, id);
    return administration.known(
        actor,
        id,
        () ->
            invite(
                actor,
                (tx, expires) -> {
                  var change = Administration.current(tx, id, expected).invite(expires);
                  one(tx.mapper(AccountMapper.class).update(change.state()));
                  Administration.endSessions(tx, id);
                  return change;
                }));
  }

  /** Lets an account read only. */
  Receipt limit(Actor actor, UUID id, Version expected, Reason reason) {
    return administration.narrow(
        actor, id, tx -> Administration.current(tx, id, expected).limit(reason.reason()));
  }

  /** Stops an account for a time: its next request is refused, on every host. */
  Receipt suspend(Actor actor, UUID id, Version expected, SuspendAccount command) {
    return administration.narrow(
        actor, id, tx -> Administration.current(tx, id, expected).suspend(command, tx.now()));
  }

  /** Stops an account for good: its next request is refused, on every host. */
  Receipt deactivate(Actor actor, UUID id, Version expected, Reason reason) {
    return administration.narrow(
        actor, id, tx -> Administration.current(tx, id, expected).deactivate(reason.reason()));
  }

  /** Lets an account work again; its person signs in anew. */
  Receipt restore(Actor actor, UUID id, Version expected, Reason reason) {
    administration.requireFresh(actor, id);
    return administration.narrow(
        actor, id, tx -> Administration.current(tx, id, expected).restore(reason.reason()));
  }

  /** Writes down the training certificate of the account's person. */
  Receipt train(Actor actor, UUID id, Version expected, TrainAccount training) {
    return administration.change(
        actor, id, tx -> Administration.current(tx, id, expected).train(training));
  }

  /** Takes a lost second factor away; the person sets up another at his next sign-in. */
  Receipt resetSecondFactor(Actor actor, UUID id, Version expected, Reason reason) {
    administration.requireFresh(actor, id);
    return administration.narrow(
        actor,
        id,
        tx -> {
          var change = Administration.current(tx, id, expected).secondFactorReset(reason.reason());
          if (tx.mapper(FactorMapper.class).reset(id) != 1) {
            throw AccessRules.secondFactorMissing();
          }
          return change;
        });
  }

  /** One account. */
  Account view(Actor actor, UUID id) {
    administration.require(actor);
    return administration.known(
        actor,
        id,
        () ->
            store
                .read(
                    actor,
                    tx -> {
                      var account = tx.mapper(AccountMapper.class).account(id, tx.now());
                      account.ifPresent(
                          found ->
                              tx.disclose(
                                  Notice.disclosed(
                                      "access.account-read",
                                      GROUND,
                                      new Ref("account", id),
                                      List.of())));
                      return account;
                    })
                .orElseThrow(Problem::absent));
  }

  /**
   * Accounts by name.
   *
   * @param after cursor of the page before
   * @param limit 1 to 200
   */
  Page<Account> list(Actor actor, @Nullable String after, int limit) {
    administration.require(actor);
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw Problem.invalid("limit", "limit", "Kufiri është 1 deri 200.", "The limit is 1 to 200.");
    }
    var start = after == null ? "" : unseal(after);
    return store.read(
        actor,
        tx -> {
          var found = tx.mapper(AccountMapper.class).page(start, limit + 1, tx.now());
          var items = found.subList(0, Math.min(limit, found.size()));
          tx.disclose(Notice.disclosed("access.accounts-read", GROUND, null, List.of()));
          return new Page<>(
              items, found.size() > limit ? seal(items.get(items.size() - 1).name()) : null);
        });
  }

  /** Writes an account with a new first password. */
  private Invitation invite(
      Actor actor, BiFunction<Tx, Instant, Change<Account, AccountEvent>> verb) {
    var password = newPassword();
    var hash = passwords.hash(password.toCharArray());
    var until = new AtomicReference<@Nullable Instant>();
    var receipt =
        store.write(
            actor,
            tx -> {
              var expires = tx.now().plus(FIRST_PASSWORD);
              var change = verb.apply(tx, expires);
              var account = change.state();
              var accounts = tx.mapper(AccountMapper.class);
              one(
                  account.version() == 1
                      ? accounts.insertPassword(account.id(), hash, expires, tx.now())
                      : accounts.updatePassword(account.id(), hash, expires, tx.now()));
              until.set(expires);
              return tx.record(change);
            });
    var expires = until.get();
    return new Invitation(
        receipt.id(), receipt.version(), expires == null ? null : password, expires);
  }

  static void one(int rows) {
    if (rows != 1) {
      throw AccountRules.stale();
    }
  }

  /** 20 characters of 31: 99 bits. */
  private String newPassword() {
    var text = new StringBuilder();
    for (int i = 0; i < 20; i++) {
      text.append(i > 0 && i % 5 == 0 ? "-" : "")
          .append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
    }
    return text.toString();
  }

  private String seal(String name) {
    return tokens.seal("access.accounts", name.getBytes(StandardCharsets.UTF_8));
  }

  private String unseal(String cursor) {
    return tokens
        .unseal("access.accounts", cursor)
        .map(bytes -> new String(bytes, StandardCharsets.UTF_8))
        .orElseThrow(
            () ->
                Problem.invalid(
                    "after",
                    "cursor-unreadable",
                    "Kursori nuk vlen.",
                    "The cursor is not one of this list."));
  }
}
