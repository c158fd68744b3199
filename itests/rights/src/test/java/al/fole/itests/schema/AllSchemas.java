// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.schema;

import al.fole.audit.internal.AuditSchema;
import al.fole.cases.internal.CaseRegistry;
import al.fole.families.internal.FamilyRegistry;
import al.fole.persons.internal.PersonRegistry;
import al.fole.store.Schema;
import al.fole.testing.world.World;
import java.util.List;

/** A database with every schema of the module. */
final class AllSchemas implements AutoCloseable {
  /** The schemas that a migration has made, as an SQL set of names. */
  static final String OURS =
      "(select schema from store.migration union values ('store'), ('journal'), ('reference'))";

  private final World world = new World();

  AllSchemas() {
    world.fixture.open(Schema.of("audit", AuditSchema.class));
    world.fixture.open(Schema.of("persons", PersonRegistry.class));
    world.fixture.open(Schema.of("cases", CaseRegistry.class));
    world.fixture.open(Schema.of("families", FamilyRegistry.class));
  }

  List<String> texts(String sql) {
    return world.texts(sql);
  }

  /** As somebody would who adds a table or a column in a hurry. */
  void plant(String sql) {
    world.run(sql);
  }

  @Override
  public void close() {
    world.close();
  }
}
