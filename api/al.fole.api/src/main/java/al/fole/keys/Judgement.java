// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

/**
 * What one signer's part of a signature is worth.
 *
 * @param fingerprint of the signer's certificate; empty when the certificate is neither trusted nor
 *     in the signature
 * @param verdict what was found
 */
public record Judgement(String fingerprint, Verdict verdict) {

  /** What was found, the worst first. */
  public enum Verdict {
    /** Of a trusted certificate, but over other bytes. */
    FALSE,
    /** Key, digest or algorithm is too weak, or there are no signed attributes. */
    WEAK,
    /** The certificate is not for signing code. */
    UNFIT,
    /** The certificate has expired. */
    EXPIRED,
    /** The certificate is not valid yet. */
    NOT_YET_VALID,
    /** No trusted certificate is this signer's. */
    UNKNOWN,
    /** The holder of the certificate signed these bytes. */
    GOOD
  }
}
