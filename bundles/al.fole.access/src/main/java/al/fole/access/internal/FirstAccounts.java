// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.keys.Passwords;
import al.fole.store.Mode;
import al.fole.store.Store;
import al.fole.store.Tx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The accounts nobody can have created.
 *
 * <p>In demonstration mode, on an empty table: accounts of each role with the password of the
 * framework property {@value #DEMONSTRATION}. In training and production: the first two
 * administrators, each by a start of his own. His first password is the first line of the file
 * named by {@value #ADMINISTRATOR_FILE}, his user name the property {@value #ADMINISTRATOR}; it
 * opens one session, within 72 hours, in which he sets his own. Until then another line in the file
 * and a start make it again. From the third on, one administrator proposes and another approves.
 * Without the file nobody is created.
 */
@Component(service = FirstAccounts.class, configurationPid = "al.fole.access", immediate = true)
public final class FirstAccounts {

  static final String DEMONSTRATION = "fole.demonstration.password";
  static final String ADMINISTRATOR = "fole.administrator.name";
  static final String ADMINISTRATOR_FILE = "fole.administrator.first-password-file";

  private static final Logger LOG = LoggerFactory.getLogger(FirstAccounts.class);
  private static final String ADMINISTRATOR_ROLE = "SHSSH_ADMIN";

  /** One proposes a privileged role, another approves it. */
  private static final int ADMINISTRATORS = 2;

  private final Store store;
  private final Passwords passwords;

  /** Creates what is missing. */
  @Activate
  public FirstAccounts(
      @Reference AccessSchema schema, @Reference Passwords passwords, BundleContext framework) {
    this(
        schema.store(),
        schema.mode(),
        passwords,
        Map.of(
            DEMONSTRATION, text(framework, DEMONSTRATION),
            ADMINISTRATOR, text(framework, ADMINISTRATOR),
            ADMINISTRATOR_FILE, text(framework, ADMINISTRATOR_FILE)));
  }

  FirstAccounts(Store store, Mode mode, Passwords passwords, Map<String, String> properties) {
    this.store = store;
    this.passwords = passwords;
    var password = properties.getOrDefault(DEMONSTRATION, "");
    if (mode == Mode.DEMONSTRATION) {
      if (!password.isEmpty()) {
        demonstrate(password);
      }
      return;
    }
    if (!password.isEmpty()) {
      LOG.error(
          "{} is set, but this database is for {}: no demonstration account was made",
          DEMONSTRATION,
          mode);
    }
    var file = properties.getOrDefault(ADMINISTRATOR_FILE, "");
    if (!file.isEmpty()) {
      var name = properties.getOrDefault(ADMINISTRATOR, "");
      administrator(name.isEmpty() ? "admin" : name, Path.of(file));
    }
  }

  /** All have the one password that is printed, hence one hash of it. */
  private void demonstrate(String password) {
    openUnits();
    var hash = new String[1];
    for (var account : Demonstration.ACCOUNTS) {
      if (!exists(account.name())) {
        hash[0] = hash[0] == null ? hash(password) : hash[0];
        create(account.name(), account.role(), account.unit(), hash[0], false);
      }
    }
  }

  /** Institutions and providers, which otherwise come from the parent. */
  private void openUnits() {
    try {
      store.write(
          SystemActor.of("access.first-accounts"),
          tx -> {
            var units = tx.mapper(UnitMapper.class);
            int opened = Demonstration.UNITS.stream().mapToInt(units::put).sum();
            if (opened == 0) {
              throw new NothingToDo();
            }
            var list = units.next("units");
            return tx.record(new UnitsSynced(list.id(), list.version(), opened), List.of());
          });
    } catch (NothingToDo theyAreThere) {
      LOG.debug("The units of the demonstration were there");
    }
  }

  private String hash(String password) {
    return passwords.hash(PasswordRules.canonicalPassword(password));
  }

  private void administrator(String name, Path file) {
    var job = SystemActor.of("access.first-accounts");
    var administrators =
        store.read(
            job, tx -> tx.mapper(AccountMapper.class).withRole(ADMINISTRATOR_ROLE, tx.now()));
    var others = administrators.stream().filter(known -> !known.name().equals(name)).toList();
    var named = administrators.stream().filter(known -> known.name().equals(name)).findFirst();
    if (named.filter(known -> known.state() != AccountState.INVITED).isPresent()
        || others.stream().filter(known -> known.state() != AccountState.INVITED).count()
            >= ADMINISTRATORS
        || (named.isEmpty() && others.size() >= ADMINISTRATORS)) {
      return;
    }
    var password = firstLine(file);
    if (password.length() < PasswordRules.SHORTEST_PASSWORD) {
      LOG.error("{} holds no password of 12 characters or more: no administrator", file);
      return;
    }
    if (named.isPresent()) {
      renew(named.get(), password);
    } else {
      create(name, ADMINISTRATOR_ROLE, "N", hash(password), true);
    }
  }

  private void create(String name, String role, String unit, String hash, boolean first) {
    var job = SystemActor.of("access.first-accounts");
    try {
      store.write(
          job,
          tx -> {
            var accounts = tx.mapper(AccountMapper.class);
            Instant expires = first ? tx.now().plus(Accounts.FIRST_PASSWORD) : null;
            var command = new CreateAccount(name, role, unit, null, null);
            var account = Account.invited(tx.newId(), command, tx.now(), job.who(), expires);
            tx.mapper(RoleMapper.class).insert(firstRole(tx, account));
            if (accounts.insert(account) != 1) {
              throw new NothingToDo();
            }
            accounts.insertPassword(account.id(), hash, expires, tx.now());
            return tx.record(account.created());
          });
      LOG.info("Account {} was made: {} in {}", name, role, unit);
    } catch (NothingToDo anotherHostWasFaster) {
      LOG.debug("Account {} was there", name);
    }
  }

  private boolean exists(String name) {
    return store
        .read(
            SystemActor.of("access.first-accounts"),
            tx -> tx.mapper(SessionMapper.class).signIn(name, tx.now()))
        .isPresent();
  }

  private void renew(Account account, String password) {
    var job = SystemActor.of("access.first-accounts");
    var known =
        store
            .read(job, tx -> tx.mapper(SessionMapper.class).credential(account.id(), tx.now()))
            .orElseThrow();
    if (passwords.matches(known.hash(), PasswordRules.canonicalPassword(password))) {
      return;
    }
    var hash = passwords.hash(PasswordRules.canonicalPassword(password));
    store.write(
        job,
        tx -> {
          var expires = tx.now().plus(Accounts.FIRST_PASSWORD);
          var change = account.invite(expires);
          var accounts = tx.mapper(AccountMapper.class);
          if (accounts.update(change.state()) != 1) {
            throw AccountRules.stale();
          }
          accounts.updatePassword(account.id(), hash, expires, tx.now());
          return tx.record(change);
        });
  }

  private static HeldRole firstRole(Tx tx, Account account) {
    return new HeldRole(
        tx.newId(),
        account.id(),
        account.role(),
        account.unit(),
        tx.now(),
        null,
        account.createdBy(),
        tx.now(),
        account.createdBy(),
        tx.now());
  }

  private static String firstLine(Path file) {
    try (var lines = Files.lines(file)) {
      return lines.findFirst().map(String::strip).orElse("");
    } catch (IOException e) {
      return "";
    }
  }

  private static String text(BundleContext framework, String property) {
    var value = framework.getProperty(property);
    return value == null ? "" : value;
  }
}
