// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.util.stream.Collectors.toMap;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.spi.Actor;
import al.fole.store.ReadTx;
import al.fole.store.Store;
import java.util.HashSet;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The access matrix as it is printed; no personal data, for whoever may read it. */
@Component(service = MatrixPrints.class, configurationPid = "al.fole.access")
public final class MatrixPrints {
  static final Permission READ = new Permission("access.matrix");

  private final Store store;
  private final Access access;

  /** Prints the matrix of the schema. */
  @Activate
  public MatrixPrints(@Reference AccessSchema schema, @Reference Access access) {
    this(schema.store(), access);
  }

  MatrixPrints(Store store, Access access) {
    this.store = store;
    this.access = access;
  }

  /**
   * As it is valid today.
   *
   * @throws al.fole.spi.Problem FORBIDDEN
   */
  PrintedMatrix today(Actor actor) {
    access.require(actor, READ, null);
    return store.read(actor, MatrixPrints::print);
  }

  private static PrintedMatrix print(ReadTx tx) {
    var changes = tx.mapper(MatrixChangeMapper.class);
    return PrintedMatrix.of(
        tx.mapper(MatrixMapper.class).policies(tx.today()),
        changes.words(),
        new HashSet<>(changes.built()),
        changes.articles().stream()
            .collect(
                toMap(MatrixChangeMapper.ArticleRow::code, MatrixChangeMapper.ArticleRow::sq)));
  }
}
