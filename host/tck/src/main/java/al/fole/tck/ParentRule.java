// SPDX-License-Identifier: EUPL-1.2
package al.fole.tck;

/**
 * One rule of the contract.
 *
 * @param id stable, for example {@code identities-ended-session}
 * @param sentence what must hold
 * @param check throws AssertionError when it does not
 */
public record ParentRule(String id, String sentence, Check check) {

  /** Looks whether a parent keeps the rule. */
  @FunctionalInterface
  public interface Check {

    /** Throws when it does not. */
    void of(ParentUnderTest parent) throws Exception;
  }
}
