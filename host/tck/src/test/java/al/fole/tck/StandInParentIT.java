// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

import al.fole.testing.BuildPostgres;
import al.fole.testing.TestDatabase;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** The parent of the reference host keeps the contract. */
class StandInParentIT {
  private static final TestDatabase DATABASE = BuildPostgres.create();

  @TestFactory
  Stream<DynamicTest> keepsTheContract() {
    return ParentContract.of(new StandInParent(DATABASE));
  }

  @AfterAll
  static void drop() {
    DATABASE.close();
  }
}
