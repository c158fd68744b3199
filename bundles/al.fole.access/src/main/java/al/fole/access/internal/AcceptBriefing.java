// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

/**
 * Accept a text.
 *
 * @param version the one that was read
 */
record AcceptBriefing(String version) {

  AcceptBriefing {
    SignIn.required("version", version);
  }
}
