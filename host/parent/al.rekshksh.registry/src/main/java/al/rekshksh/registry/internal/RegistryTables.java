// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.registry.internal;

import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Properties;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.postgresql.ds.PGSimpleDataSource;

/** The registry's schema {@code rekshksh}, in plain JDBC. */
final class RegistryTables {
  private static final String SCHEMA =
      """
      create schema if not exists rekshksh;
      create table if not exists rekshksh.unit (
        code text primary key, kind text not null, municipality text, qark text, name text not null);
      create table if not exists rekshksh.person_in_charge (
        id uuid primary key, name text not null unique, password text not null,
        role text not null, unit text not null references rekshksh.unit, disabled boolean not null default false);
      create table if not exists rekshksh.session (
        token text primary key, person_in_charge uuid not null references rekshksh.person_in_charge,
        until timestamptz not null);
      create sequence if not exists rekshksh.case_number;
      create table if not exists rekshksh.unified_case (
        number text primary key, unit text not null references rekshksh.unit, personal_number text,
        first_name text not null, father_name text, last_name text not null, sex text not null,
        birth_date date not null, municipality text not null, opened_on date not null,
        opened_by uuid not null, module_state text, module_sequence bigint not null default 0);
      """;

  private final DataSource source;

  private RegistryTables(DataSource source) {
    this.source = source;
  }

  /** Opens the tables named by a coordinates file; makes them where they are missing. */
  static RegistryTables open(Path coordinates) {
    var properties = new Properties();
    try (Reader reader = Files.newBufferedReader(coordinates)) {
      properties.load(reader);
    } catch (IOException e) {
      throw new IllegalStateException("cannot read the database coordinates", e);
    }
    var source = new PGSimpleDataSource();
    source.setURL(properties.getProperty("url"));
    source.setUser("rekshksh");
    source.setPassword(properties.getProperty("registry.password"));
    source.setConnectTimeout(5);
    source.setSocketTimeout(20);
    var tables = new RegistryTables(source);
    tables.update(SCHEMA);
    return tables;
  }

  /** Reads one row. */
  interface Row<T> {
    T read(ResultSet row) throws SQLException;
  }

  int update(String sql, @Nullable Object... values) {
    try (var connection = source.getConnection();
        var statement = prepare(connection, sql, values)) {
      statement.execute();
      return statement.getUpdateCount();
    } catch (SQLException e) {
      throw new IllegalStateException("the registry's database refused", e);
    }
  }

  /** The same statement for many rows, on one connection. */
  void updateAll(String sql, List<String[]> rows) {
    try (var connection = source.getConnection();
        var statement = connection.prepareStatement(sql)) {
      for (String[] values : rows) {
        for (int i = 0; i < values.length; i++) {
          statement.setString(i + 1, values[i]);
        }
        statement.addBatch();
      }
      statement.executeBatch();
    } catch (SQLException e) {
      throw new IllegalStateException("the registry's database refused", e);
    }
  }

  <T> List<T> query(Row<T> row, String sql, @Nullable Object... values) {
    try (var connection = source.getConnection();
        var statement = prepare(connection, sql, values);
        var rows = statement.executeQuery()) {
      var found = new ArrayList<T>();
      while (rows.next()) {
        found.add(row.read(rows));
      }
      return found;
    } catch (SQLException e) {
      throw new IllegalStateException("the registry's database refused", e);
    }
  }

  private static PreparedStatement prepare(
      Connection connection, String sql, @Nullable Object... values) throws SQLException {
    var statement = connection.prepareStatement(sql);
    for (int i = 0; i < values.length; i++) {
      statement.setObject(i + 1, values[i]);
    }
    return statement;
  }
}
