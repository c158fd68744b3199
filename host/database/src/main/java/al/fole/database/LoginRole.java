// SPDX-License-Identifier: EUPL-1.2
package al.fole.database;

/** The login roles of one installation; none is superuser and none passes row-level security. */
public enum LoginRole {
  /** Owns the module's schemas and tables; used by migrations only. */
  OWNER("fole_owner", "owner"),
  /** Serves requests; owns nothing. */
  APP("fole_app", "app"),
  /** Orders and signs the journal. */
  SEALER("fole_sealer", "sealer"),
  /** Named jobs of the system. */
  JOBS("fole_jobs", "jobs"),
  /** The parent registry, with a schema of its own. */
  REGISTRY("rekshksh", "registry");

  private final String user;
  private final String key;

  LoginRole(String user, String key) {
    this.user = user;
    this.key = key;
  }

  /** The name of the role in PostgreSQL. */
  public String user() {
    return user;
  }

  /** The key of its password in the coordinates file. */
  String passwordKey() {
    return key + ".password";
  }

  /** Whether the role may create schemas in the database. */
  boolean createsSchemas() {
    return this == OWNER || this == REGISTRY;
  }
}
