// SPDX-License-Identifier: EUPL-1.2
package al.fole.embed;

import al.fole.spi.Problem;
import al.fole.spi.host.ParentCases;
import al.fole.spi.host.ParentDatabase;
import al.fole.spi.host.ParentIdentities;
import al.fole.spi.host.ParentUnits;
import al.fole.spi.host.ReferralListener;
import al.fole.spi.signon.IdentityGate;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * What the parent lends the module. Data directory, databases, identities and units are needed; the
 * rest has a lawful default.
 */
public final class FoleBuilder {

  private final Map<String, String> properties = new HashMap<>();
  private final Map<Class<?>, Object> services = new HashMap<>();
  private final Map<String, IdentityGate> gates = new HashMap<>();
  private @Nullable Path data;
  private @Nullable Path keys;
  private @Nullable DataSource replica;
  private Mode mode = Mode.PRODUCTION;
  private FoleServlet servlet = new FoleServlet();

  FoleBuilder() {}

  /** Directory of the module's own files: one live module at a time. Made when it is missing. */
  public FoleBuilder data(Path directory) {
    this.data = directory.toAbsolutePath().normalize();
    return this;
  }

  /** What the database is for; production unless said otherwise. */
  public FoleBuilder mode(Mode given) {
    this.mode = given;
    return this;
  }

  /** A demonstration whose invented users share this password. */
  public FoleBuilder demonstration(String password) {
    properties.put("fole.demonstration.password", password);
    return mode(Mode.DEMONSTRATION);
  }

  /** Directory of the keys; {@code keys} in the data directory unless said otherwise. */
  public FoleBuilder keys(Path directory) {
    this.keys = directory.toAbsolutePath().normalize();
    return this;
  }

  /**
   * The database by role, see {@link ParentDatabase}: plain sources without a pool; the module
   * pools them itself.
   *
   * @param owner used while schemas are made or changed, at a start and when a release is applied,
   *     and at no other time
   * @param app serves requests
   * @param sealer orders and signs the journal
   * @param jobs the system's own jobs
   */
  public FoleBuilder databases(
      DataSource owner, DataSource app, DataSource sealer, DataSource jobs) {
    return databases(new LentDatabases(owner, app, sealer, jobs));
  }

  /** The same as one object of the parent's. */
  public FoleBuilder databases(ParentDatabase database) {
    services.put(ParentDatabase.class, database);
    return this;
  }

  /**
   * A standby of the database that reads may come from: what it cannot answer as the database
   * itself would, the database does.
   *
   * @param app its connections for the role APP, a plain source without a pool
   */
  public FoleBuilder replica(DataSource app) {
    this.replica = app;
    return this;
  }

  /** The parent's users: {@code Authorization: Bearer parent:<their token>} signs them in. */
  public FoleBuilder identities(ParentIdentities identities) {
    services.put(ParentIdentities.class, identities);
    return this;
  }

  /** The parent's organisation units. */
  public FoleBuilder units(ParentUnits units) {
    services.put(ParentUnits.class, units);
    return this;
  }

  /** The parent's unified cases. */
  public FoleBuilder cases(ParentCases cases) {
    services.put(ParentCases.class, cases);
    return this;
  }

  /** Is told how far referrals have come; states wait in the log while there is none. */
  public FoleBuilder listener(ReferralListener listener) {
    services.put(ReferralListener.class, listener);
    return this;
  }

  /**
   * Identifies people who sign on here ({@code POST /api/access/sessions/sign-on}), by what an
   * administrator has linked to their accounts.
   *
   * @param name of the gate, see {@link IdentityGate}; for ever
   */
  public FoleBuilder gate(String name, IdentityGate gate) {
    gates.put(name, gate);
    return this;
  }

  /**
   * Addresses, joined by commas, of reverse proxies that are believed whom they hand on, see {@code
   * FOLE_PROXIES} of the reference host. A container that resolves these headers itself needs none.
   */
  public FoleBuilder proxies(String addresses) {
    properties.put("fole.proxies", addresses);
    return this;
  }

  /** Addresses, joined by commas, that may ask for health and metrics besides this machine. */
  public FoleBuilder operators(String addresses) {
    properties.put("fole.operators", addresses);
    return this;
  }

  /** The first administrator and the file whose first line is his first password. */
  public FoleBuilder administrator(String name, Path firstPasswordFile) {
    properties.put("fole.administrator.name", name);
    properties.put("fole.administrator.first-password-file", firstPasswordFile.toString());
    return this;
  }

  /**
   * Who stamps the time of the log each hour (RFC 3161); nobody unless said.
   *
   * @param address with https, or http on this machine
   * @param certificates file with the authority's certificate or its issuer's
   */
  public FoleBuilder timeAuthority(URI address, Path certificates) {
    properties.put("fole.time.authority", address.toString());
    properties.put("fole.time.certificates", certificates.toString());
    return this;
  }

  /**
   * Directory of the signers whose releases are taken (see {@code api/SIGNING.md}); {@code signers}
   * in the data directory unless said otherwise.
   */
  public FoleBuilder signers(Path directory) {
    properties.put("fole.releases.signers", directory.toString());
    return this;
  }

  /**
   * Where this machine reaches the mounted servlet, for example {@code http://127.0.0.1:8080/fole}:
   * a new version of a part is asked there before it counts.
   */
  public FoleBuilder address(URI mount) {
    String text = mount.toString();
    properties.put(
        "org.apache.felix.http.service.endpoints", text.endsWith("/") ? text : text + "/");
    return this;
  }

  /** A servlet that is mounted already; without it the handle has a new one. */
  public FoleBuilder servlet(FoleServlet mounted) {
    this.servlet = mounted;
    return this;
  }

  /**
   * Starts the module and waits, two minutes at most, until every part is at work. A feature part
   * that is missing or broken does not keep the rest from working: {@link Fole#missing} names it.
   *
   * @throws Problem with the reason when the platform cannot start; then nothing of it runs
   */
  public Fole start() {
    Path directory = data;
    if (directory == null) {
      throw lacking("data");
    }
    require(ParentDatabase.class, "databases");
    require(ParentIdentities.class, "identities");
    require(ParentUnits.class, "units");
    properties.put("fole.keys", String.valueOf(keys == null ? directory.resolve("keys") : keys));
    var lent = new ArrayList<Lent>();
    services.forEach((contract, service) -> lent.add(new Lent(contract, service, Map.of())));
    gates.forEach(
        (name, gate) ->
            lent.add(new Lent(IdentityGate.class, gate, Map.of(IdentityGate.NAME, name))));
    if (replica != null) {
      lent.add(new Lent(DataSource.class, replica, Map.of("fole.replica", "true")));
    }
    return Fole.start(directory, mode.name().toLowerCase(Locale.ROOT), properties, lent, servlet);
  }

  private void require(Class<?> service, String name) {
    if (!services.containsKey(service)) {
      throw lacking(name);
    }
  }

  private static Problem lacking(String name) {
    return Problem.invalid(
        name,
        "builder-incomplete",
        "Moduli nuk mund të niset pa '" + name + "'.",
        "The module cannot start without '" + name + "'.");
  }
}
