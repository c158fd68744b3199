// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.store.Mode;

/**
 * What is demanded before somebody works. A demonstration knows invented people only and demands
 * none of it, so that its printed logins and requests work as they are.
 *
 * @param secondFactor of privileged roles
 * @param undertaking of confidentiality, accepted
 * @param twoPersons for the grant of a privileged role
 * @param person the personal number of whoever gets an account
 */
record Demands(boolean secondFactor, boolean undertaking, boolean twoPersons, boolean person) {

  static Demands of(Mode mode) {
    boolean real = mode != Mode.DEMONSTRATION;
    return new Demands(real, real, real, real);
  }
}
