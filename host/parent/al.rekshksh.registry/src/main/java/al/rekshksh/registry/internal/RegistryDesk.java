// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.registry.internal;

import al.rekshksh.registry.NationalRegistry;
import al.rekshksh.registry.RegistryUnit;
import al.rekshksh.registry.RegistryUser;
import al.rekshksh.registry.UnifiedCase;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.LocalDate;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The registry on its tables; makes its units, and in demonstration mode its users, at first start.
 */
@Component
public final class RegistryDesk implements NationalRegistry {
  private static final String CASE_COLUMNS =
      "number, unit, personal_number, first_name, father_name, last_name, sex, birth_date,"
          + " municipality, opened_on, module_state";

  private final RegistryTables tables;

  /** Drawn at random by the host, which gives it at each start: no hash of it is kept. */
  private final @Nullable String demonstrationPassword;

  /** Opens the tables of the framework property {@code rekshksh.database}. */
  @Activate
  public RegistryDesk(BundleContext context) {
    this(
        RegistryTables.open(Path.of(property(context, "rekshksh.database"))),
        "demonstration".equalsIgnoreCase(context.getProperty("fole.mode"))
            ? context.getProperty("fole.demonstration.password")
            : null);
  }

  RegistryDesk(RegistryTables tables, @Nullable String demonstrationPassword) {
    this.tables = tables;
    this.demonstrationPassword = demonstrationPassword;
    loadUnits();
    if (demonstrationPassword != null) {
      tables.updateAll(
          "insert into rekshksh.person_in_charge (id, name, password, role, unit)"
              + " values (gen_random_uuid(), ?, '', ?, ?)"
              + " on conflict (name) do update set password = excluded.password",
          List.of(
              new String[] {"registry.tirana", "PMF", "B53"},
              new String[] {"registry.shkoder", "PMF", "B48"}));
    }
  }

  private static String property(BundleContext context, String name) {
    return Objects.requireNonNull(context.getProperty(name), name);
  }

  private void loadUnits() {
    try (var lines =
        new BufferedReader(
            new InputStreamReader(
                Objects.requireNonNull(RegistryDesk.class.getResourceAsStream("units.csv")),
                StandardCharsets.UTF_8))) {
      tables.updateAll(
          "insert into rekshksh.unit values (?, ?, nullif(?, ''), nullif(?, ''), ?)"
              + " on conflict do nothing",
          lines.lines().skip(1).map(line -> line.split(",", 5)).toList());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private boolean accepts(String hash, String password) {
    if (hash.isEmpty()) {
      return demonstrationPassword != null
          && RegistryPasswords.same(demonstrationPassword, password);
    }
    return RegistryPasswords.matches(hash, password);
  }

  @Override
  public Optional<String> signIn(String name, String password) {
    record Known(UUID id, String hash) {}
    return tables
        .query(
            row -> new Known(row.getObject(1, UUID.class), row.getString(2)),
            "select id, password from rekshksh.person_in_charge where name = ? and not disabled",
            name)
        .stream()
        .filter(known -> accepts(known.hash(), password))
        .map(
            known -> {
              var token = RegistryPasswords.token();
              tables.update(
                  "insert into rekshksh.session values (?, ?, now() + interval '8 hours')",
                  token,
                  known.id());
              return token;
            })
        .findFirst();
  }

  @Override
  public Optional<RegistryUser> user(String token) {
    return tables
        .query(
            row ->
                new RegistryUser(
                    row.getObject(1, UUID.class),
                    row.getString(2),
                    row.getString(3),
                    row.getString(4)),
            "select u.id, u.name, u.role, u.unit from rekshksh.session s"
                + " join rekshksh.person_in_charge u on u.id = s.person_in_charge"
                + " where s.token = ? and s.until > now() and not u.disabled",
            token)
        .stream()
        .findFirst();
  }

  @Override
  public void disable(String name) {
    tables.update("update rekshksh.person_in_charge set disabled = true where name = ?", name);
  }

  @Override
  public List<RegistryUnit> units() {
    return tables.query(
        row ->
            new RegistryUnit(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                row.getString(5)),
        "select code, kind, municipality, qark, name from rekshksh.unit order by code");
  }

  @Override
  public String open(RegistryUser by, UnifiedCase c) {
    var number =
        tables
            .query(row -> row.getLong(1), "select nextval('rekshksh.case_number')")
            .get(0)
            .toString();
    var padded = "R-" + "0".repeat(Math.max(0, 6 - number.length())) + number;
    tables.update(
        "insert into rekshksh.unified_case (number, unit, personal_number, first_name, father_name,"
            + " last_name, sex, birth_date, municipality, opened_on, opened_by)"
            + " values (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)",
        padded,
        c.unit(),
        c.personalNumber(),
        c.firstName(),
        c.fatherName(),
        c.lastName(),
        c.sex(),
        c.birthDate(),
        c.municipality(),
        c.openedOn(),
        by.id());
    return padded;
  }

  @Override
  public List<UnifiedCase> casesOf(String unit) {
    return tables.query(
        RegistryDesk::unifiedCase,
        "select "
            + CASE_COLUMNS
            + " from rekshksh.unified_case where unit = ? order by number desc limit 50",
        unit);
  }

  @Override
  public Optional<UnifiedCase> unifiedCase(String number) {
    return tables
        .query(
            RegistryDesk::unifiedCase,
            "select " + CASE_COLUMNS + " from rekshksh.unified_case where number = ?",
            number)
        .stream()
        .findFirst();
  }

  private static UnifiedCase unifiedCase(ResultSet row) throws SQLException {
    return new UnifiedCase(
        row.getString(1),
        row.getString(2),
        row.getString(3),
        row.getString(4),
        row.getString(5),
        row.getString(6),
        row.getString(7),
        row.getObject(8, LocalDate.class),
        row.getString(9),
        row.getObject(10, LocalDate.class),
        row.getString(11));
  }

  @Override
  public void moduleState(String number, String state, long sequence) {
    tables.update(
        "update rekshksh.unified_case set module_state = ?, module_sequence = ?"
            + " where number = ? and module_sequence < ?",
        state,
        sequence,
        number,
        sequence);
  }
}
