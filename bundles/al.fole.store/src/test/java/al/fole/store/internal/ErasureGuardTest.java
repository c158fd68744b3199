// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.database.LoginRole;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** No key is destroyed without the entry of the erasure in the same transaction. */
class ErasureGuardTest {
  /** Takes the check of the entry out of the way, for who may (decision 0027). */
  private static final String BY_HAND = "set fole.by_hand = 'test:key'; ";

  private StoreOnPostgres db;
  private UUID person;

  @BeforeEach
  void open() {
    db = StoreOnPostgres.create();
    person = UUID.randomUUID();
    db.store.write(
        Sample.WORKER,
        tx -> {
          assertNotNull(tx.key(person));
          return Sample.make(tx, "somebody");
        });
  }

  @AfterEach
  void close() {
    db.close();
  }

  @Test
  void theFunctionAloneErasesNothing() {
    for (LoginRole role : List.of(LoginRole.APP, LoginRole.JOBS)) {
      refused(role, "select store.erase('" + person + "', '" + person + "', '{}')");
    }
    assertEquals(0, db.number("select count(*) from store.erasure"));
  }

  @Test
  void nobodyTakesAKeyByHand() {
    String taking =
        "update store.subject_key set wrapped = null, erased_at = now() where id = '"
            + person
            + "'";
    refused(LoginRole.OWNER, BY_HAND + taking);
    for (LoginRole role : List.of(LoginRole.APP, LoginRole.JOBS)) {
      refused(role, BY_HAND + taking, "no entry in the journal");
      assertThrows(
          IllegalStateException.class,
          () ->
              db.update(
                  role,
                  "insert into store.erasure (subject, person) values ('"
                      + person
                      + "', '"
                      + person
                      + "')"));
    }
    refused(LoginRole.OWNER, BY_HAND + "delete from store.subject_key where id = '" + person + "'");
  }

  @Test
  void outsideAnErasureNobodyReachesMore() {
    assertEquals("{}", db.texts("select store.erasing()").get(0));
  }

  private void refused(LoginRole role, String sql) {
    refused(role, sql, "erasure");
  }

  private void refused(LoginRole role, String sql, String because) {
    var refusal = assertThrows(IllegalStateException.class, () -> db.update(role, sql));
    assertTrue(String.valueOf(refusal.getMessage()).contains(because), refusal::getMessage);
    assertEquals(
        1,
        db.number(
            "select count(*) from store.subject_key where id = ? and wrapped is not null", person));
  }
}
