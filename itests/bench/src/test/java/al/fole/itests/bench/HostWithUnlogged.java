// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import al.fole.itests.driver.ContainerDescription;
import al.fole.itests.driver.FoleContainer;
import al.fole.testing.BuildPostgres;

/** The whole host on a durable database, with the unlogged view beside it. */
public final class HostWithUnlogged implements ContainerDescription {
  static final String PASSWORD = "fjalëkalim-për-matje";

  @Override
  public FoleContainer container() {
    return FoleContainer.host()
        .with("al.fole.unlogged")
        .property("fole.mode", "demonstration")
        .property("fole.demonstration.password", PASSWORD)
        .on(
            () -> {
              var database = BuildPostgres.create();
              Durability.check(database);
              return database;
            });
  }
}
