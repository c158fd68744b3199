// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** An index whose name ends in "on" was taken for one on an existing table. */
class IndexNamedPersonTest {

  @Test
  void isFreeOnATableTheFileHasCreated() {
    var script =
        new Script(
            "002_referral.sql",
            "create table persons.referral (person uuid);"
                + " create index referral_person on persons.referral (person);");
    assertEquals(List.of(), MigrationLint.check(script));
  }
}
