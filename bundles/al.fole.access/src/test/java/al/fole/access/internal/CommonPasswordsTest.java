// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static al.fole.access.internal.AccessWorld.refusedWith;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CommonPasswordsTest {

  @ParameterizedTest
  @ValueSource(
      strings = {
        "1q2w3e4r5t6y",
        "Q1W2E3R4T5Y6",
        "password1234",
        "Administrator1!",
        "passwordpassword",
        "aaaaaaaaaaaaa",
        "123123123123123",
        "  qwertyuiop12  "
      })
  void whatMillionsHaveIsRefused(String password) {
    assertTrue(CommonPasswords.contain(password), password);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "lumi rrjedh drejt detit",
        "krejt-ndryshe-nga-e-para",
        "k7mpx-2qwer-tyu34-ngh8z",
        "monkey 8261 battery staple",
        "shqiponja mbi mal"
      })
  void whatOnlyOneHasIsNot(String password) {
    assertFalse(CommonPasswords.contain(password), password);
  }

  @Test
  void nobodySetsOne() {
    try (var world = new AccessWorld()) {
      var worker = world.somebody("PMF", "B53");
      refusedWith(
          "password-common",
          () ->
              world.ownPassword.change(
                  worker.actor(), new ChangePassword(AccessWorld.PASSWORD, "password1234")));
    }
  }
}
