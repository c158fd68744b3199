// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.event.Change;
import al.fole.event.Notice;
import al.fole.keys.Passwords;
import al.fole.keys.Tokens;
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
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Accounts of individuals, kept by the registry administrator, who has no case data
 * and changes nothing about his own rights. Every change that narrows an account ends its sessions
 * in the same transaction.
 */
@Component(service = Accounts.class, configurationPid = "al.fole.access")
public final class Accounts {

  static final Permission ADMINISTER = new Permission("access.administer");
  static final Duration FIRST_PASSWORD = Duration.ofDays(3);
  static final int LONGEST_PAGE = 200;

  /** Without the letters and digits that look alike. */
  private static final String ALPHABET = "abcdefghjkmnpqrstuvwxyz23456789";

  private static final UUID NO_SESSION = new UUID(0, 0);
  private static final String GROUND = "VKM-2026 n.9/3";

  private final Store store;
  private final Access access;
  private final CurrentMatrix matrix;
  private final Refusals refusals;
  private final Passwords passwords;
  private final Tokens tokens;
  private final SecureRandom random = new SecureRandom();

  /** Keeps accounts in the schema. */
  @Activate
  public Accounts(
      @Reference AccessSchema schema,
      @Reference Access access,
      @Reference CurrentMatrix matrix,
      @Reference Refusals refusals,
      @Reference Passwords passwords,
      @Reference Tokens tokens) {
    this(schema.store(), access, matrix, refusals, passwords, tokens);
  }

  Accounts(
      Store store,
      Access access,
      CurrentMatrix matrix,
      Refusals refusals,
      Passwords passwords,
      Tokens tokens) {
    this.store = store;
    this.access = access;
    this.matrix = matrix;
    this.refusals = refusals;
    this.passwords = passwords;
    this.tokens = tokens;
  }

  /** Issues credentials to a person. */
  Invitation create(Actor actor, CreateAccount command) {
    access.require(actor, ADMINISTER, null);
    fits(command.role(), command.unit());
    var known =
        matrix.now().role(command.role()).orElseThrow().purposes().stream()
            .map(purpose -> purpose.code())
            .toList();
    if (command.purposes() != null && !known.containsAll(command.purposes())) {
      throw AccessRules.purposeNotAllowed();
    }
    return invite(
        actor,
        (tx, expires) ->
            new Account(
                    tx.newId(),
                    1,
                    command.name(),
                    command.role(),
                    command.unit(),
                    AccountState.INVITED,
                    command.purposes(),
                    tx.now(),
                    actor.who(),
                    expires)
                .created());
  }

  /** A first password again, because the last one was lost or has expired; ends all sessions. */
  Invitation reissue(Actor actor, UUID id, Version expected) {
    notOwn(actor, id);
    return known(
        actor, id, () -> invite(actor, (tx, expires) -> current(tx, id, expected).invite(expires)));
  }

  /** Stops an account: its next request is refused, on every host. */
  Receipt disable(Actor actor, UUID id, Version expected, Reason reason) {
    return change(actor, id, tx -> current(tx, id, expected).disable(reason.reason()));
  }

  /** Lets an account in again; its person signs in anew. */
  Receipt enable(Actor actor, UUID id, Version expected, Reason reason) {
    return change(actor, id, tx -> current(tx, id, expected).enable(reason.reason()));
  }

  /** Another role or unit; never of the administrator's own account (I-20). */
  Receipt assign(Actor actor, UUID id, Version expected, AssignAccount command) {
    return change(
        actor,
        id,
        tx -> {
          fits(command.role(), command.unit());
          return current(tx, id, expected).assign(command.role(), command.unit());
        });
  }

  /** One account. */
  Account view(Actor actor, UUID id) {
    access.require(actor, ADMINISTER, new Ref("account", id));
    return store
        .read(
            actor,
            tx -> {
              var account = tx.mapper(AccountMapper.class).account(id);
              account.ifPresent(
                  found ->
                      tx.disclose(
                          Notice.disclosed(
                              "access.account-read", GROUND, new Ref("account", id), List.of())));
              return account;
            })
        .orElseThrow(() -> access.absent(actor, new Ref("account", id)));
  }

  /**
   * Accounts by name.
   *
   * @param after cursor of the page before
   * @param limit 1 to 200
   */
  Page<Account> list(Actor actor, @Nullable String after, int limit) {
    access.require(actor, ADMINISTER, null);
    if (limit < 1 || limit > LONGEST_PAGE) {
      throw Problem.invalid("limit", "limit", "Kufiri është 1 deri 200.", "The limit is 1 to 200.");
    }
    var start = after == null ? "" : unseal(after);
    return store.read(
        actor,
        tx -> {
          var found = tx.mapper(AccountMapper.class).page(start, limit + 1);
          var items = found.subList(0, Math.min(limit, found.size()));
          tx.disclose(Notice.disclosed("access.accounts-read", GROUND, null, List.of()));
          return new Page<>(
              items, found.size() > limit ? seal(items.get(items.size() - 1).name()) : null);
        });
  }

  /** Writes an account with a new first password. */
  private Invitation invite(
      Actor actor, BiFunction<Tx, Instant, Change<Account, AccountEvent>> verb) {
    access.require(actor, ADMINISTER, null);
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
              write(tx, account, hash, expires);
              until.set(expires);
              return tx.record(change);
            });
    var expires = until.get();
    return new Invitation(
        receipt.id(), receipt.version(), expires == null ? null : password, expires);
  }

  private static void write(Tx tx, Account account, String hash, @Nullable Instant expires) {
    var accounts = tx.mapper(AccountMapper.class);
    if (account.version() == 1) {
      if (accounts.insert(account) != 1) {
        throw AccessRules.nameTaken();
      }
      accounts.insertPassword(account.id(), hash, expires, tx.now());
    } else {
      one(accounts.update(account));
      one(accounts.updatePassword(account.id(), hash, expires, tx.now()));
      endSessions(tx, account.id());
    }
  }

  /** Changes an existing account and ends its sessions. */
  private Receipt change(Actor actor, UUID id, Function<Tx, Change<Account, AccountEvent>> verb) {
    notOwn(actor, id);
    return known(
        actor,
        id,
        () ->
            store.write(
                actor,
                tx -> {
                  var change = verb.apply(tx);
                  one(tx.mapper(AccountMapper.class).update(change.state()));
                  endSessions(tx, id);
                  return tx.record(change);
                }));
  }

  /** An account that is not there is written down after the transaction, not within. */
  private <T> T known(Actor actor, UUID id, Supplier<T> work) {
    try {
      return work.get();
    } catch (Problem e) {
      throw e.kind() == Problem.Kind.ABSENT ? access.absent(actor, new Ref("account", id)) : e;
    }
  }

  private static void endSessions(Tx tx, UUID account) {
    Sessions.recordEnded(
        tx,
        tx.mapper(SessionMapper.class).endAll(account, NO_SESSION, tx.now(), "ACCOUNT_CHANGED"),
        "ACCOUNT_CHANGED");
  }

  private static Account current(Tx tx, UUID id, Version expected) {
    var account = tx.mapper(AccountMapper.class).account(id).orElseThrow(Problem::absent);
    if (account.version() != expected.value()) {
      throw AccessRules.stale();
    }
    return account;
  }

  private void notOwn(Actor actor, UUID id) {
    access.require(actor, ADMINISTER, new Ref("account", id));
    if (actor.who().equals(id)) {
      throw refusals.refuse(
          actor,
          id.toString(),
          "access.own-account-refused",
          new Ref("account", id),
          AccessRules.ownAccount());
    }
  }

  private void fits(String role, String unit) {
    var current = matrix.where(known -> known.fits(role, unit));
    if (current.role(role).isEmpty()) {
      throw Problem.invalid(
          "role", "role-unknown", "Ky rol nuk ekziston.", "There is no such role.");
    }
    if (current.unit(unit).isEmpty()) {
      throw AccessRules.unitUnknown();
    }
    if (!current.fits(role, unit)) {
      throw AccessRules.roleDoesNotFitUnit();
    }
  }

  static void one(int rows) {
    if (rows != 1) {
      throw AccessRules.stale();
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
