// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LockedAnewTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from sample.child c where {scope c.id} for update",
        "select id from sample.child c where {scope c.id} for no key update of c",
        "select id from sample.child c where {scope c.id} FOR  KEY\nSHARE",
        "select id from sample.child c where {scope c.id} for share"
      })
  void whoeverLocksIsAskedAnewAndWhetherHeIsStillAtWork(String statement) {
    assertTrue(LockedAnew.locks(statement));
    assertTrue(ScopeLanguage.expand(statement).contains("access.at_work()"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "select id from sample.child c where {scope c.id}",
        "update sample.child c set shared = 1 where {scope c.id}",
        "select case when {field HEALTH c.id} then 1 end from sample.child c where {scope c.id}"
      })
  void whoeverOnlyReadsOrWritesIsNot(String statement) {
    assertFalse(LockedAnew.locks(statement));
    assertFalse(ScopeLanguage.expand(statement).contains("access.at_work()"));
  }
}
