// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys;

import java.security.cert.X509Certificate;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Evidence that common tools read: detached signatures with a certificate (CMS, RFC 5652, ECDSA
 * over P-256 with SHA-256), and requests to time-stamp authorities with what their answers are
 * worth (RFC 3161).
 */
@ProviderType
public interface Evidence {

  /**
   * Certificate of the evidence key; empty while this installation has none. A key that was
   * replaced is seen at once.
   *
   * @throws IllegalStateException when the key is there and cannot be used; one sentence
   */
  Optional<X509Certificate> certificate();

  /**
   * A detached signature in DER with the certificate in it.
   *
   * @throws IllegalStateException when there is no key, or none that is valid now; one sentence
   */
  byte[] sign(byte[] content);

  /**
   * A request for a time-stamp over the content's SHA-256, with a nonce of 128 bits, that asks for
   * the authority's certificate too.
   *
   * @param policy the only policy wanted, an object identifier; null leaves it to the authority
   * @throws IllegalArgumentException when that is no object identifier
   */
  byte[] ask(byte[] content, @Nullable String policy);

  /**
   * What an answer is worth. Never throws for what is in the answer.
   *
   * @param request as {@link #ask} made it
   * @param answer the response in DER
   * @param trusted certificates of the authority itself, or of who issued its certificate
   */
  TimeStamp judge(byte[] request, byte[] answer, Collection<X509Certificate> trusted);
}
