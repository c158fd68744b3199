// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.util.stream.Collectors.toSet;

import al.fole.audit.internal.AuditSchema;
import al.fole.cases.internal.CaseRegistry;
import al.fole.families.internal.FamilyRegistry;
import al.fole.persons.internal.PersonRegistry;
import al.fole.spi.Purpose;
import al.fole.store.Schema;
import al.fole.store.Store;
import al.fole.testing.world.World;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A database with the rows of the matrix of every part, each by the part's own migrations. */
final class RightsWorld implements AutoCloseable {
  private static final String INSTITUTIONS =
      """
      insert into access.unit (code, kind, municipality, qark, name) values
        ('I-53', 'INSTITUTION', '53', 'AL-11', 'Qendra e parë'),
        ('I-54', 'INSTITUTION', '53', 'AL-11', 'Qendra e dytë')
      """;

  final World world = new World();
  final Store store;
  final Matrix matrix;

  /** As {@link #matrix}, and every act on every object asked for, also what is not built. */
  final Rights whole;

  final List<String> roles;
  final List<String> acts;
  final List<String> objects;
  final List<String> purposes;

  /** Acts that change something. */
  final List<String> writes;

  RightsWorld(Class<?>... mappers) {
    this("", mappers);
  }

  /**
   * @param rows what the matrix says besides, in SQL
   */
  RightsWorld(String rows, Class<?>... mappers) {
    world.fixture.open(Schema.of("audit", AuditSchema.class));
    world.fixture.open(Schema.of("persons", PersonRegistry.class));
    world.fixture.open(Schema.of("cases", CaseRegistry.class));
    world.fixture.open(Schema.of("families", FamilyRegistry.class));
    store = world.fixture.open(Schema.of("access", AccessSchema.class, mappers));
    world.run(INSTITUTIONS);
    world.run(rows);
    matrix = new CurrentMatrix(new AccessSchema(world.fixture.database())).fresh();
    roles = world.texts("select code from access.role order by 1");
    acts = world.texts("select code from access.act order by 1");
    objects = world.texts("select code from access.object order by 1");
    purposes = world.texts("select code from access.purpose order by 1");
    writes = world.texts("select code from access.act where writes");
    whole = compiled(matrix.policies());
  }

  /** The same for other rows. */
  Rights compiled(List<Policy> rows) {
    return Rights.of(everything(), rows, purposesOf());
  }

  /** The name under which an act on an object is asked for, built or not. */
  static String code(String act, String object) {
    return act + " " + object;
  }

  private List<Asked> everything() {
    var asked = new ArrayList<Asked>();
    for (String act : acts) {
      for (String object : objects) {
        asked.add(new Asked(code(act, object), act, object, writes.contains(act)));
      }
    }
    return asked;
  }

  /** What a role may declare. */
  List<String> purposesOf(String role) {
    var of = matrix.roles().get(role);
    return of == null ? List.of() : of.purposes().stream().map(Purpose::code).toList();
  }

  private Map<String, Set<String>> purposesOf() {
    var of = new HashMap<String, Set<String>>();
    for (var role : matrix.roles().values()) {
      of.put(role.code(), role.purposes().stream().map(Purpose::code).collect(toSet()));
    }
    return of;
  }

  @Override
  public void close() {
    world.close();
  }
}
