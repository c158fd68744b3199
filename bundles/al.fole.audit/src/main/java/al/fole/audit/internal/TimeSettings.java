// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * How often a checkpoint is signed, and who stamps its time.
 *
 * @param authority address of the time-stamp authority; null for none
 * @param certificates file with the authority's certificate or its issuer's, PEM or DER; read each
 *     time
 * @param policy the only policy wanted; null for any
 * @param every 1 minute or more
 */
record TimeSettings(
    @Nullable URI authority, @Nullable Path certificates, @Nullable String policy, Duration every) {
  static final String AUTHORITY = "fole.time.authority";
  static final String CERTIFICATES = "fole.time.certificates";
  static final String POLICY = "fole.time.policy";
  static final String MINUTES = "fole.time.minutes";
  private static final Set<String> THIS_MACHINE = Set.of("localhost", "127.0.0.1", "[::1]");
  private static final String FAULT = "time-setting";

  /**
   * Reads framework properties.
   *
   * @throws TimeFailed when one makes no sense
   */
  static TimeSettings of(UnaryOperator<@Nullable String> property) throws TimeFailed {
    String address = text(property.apply(AUTHORITY));
    String certificates = text(property.apply(CERTIFICATES));
    String policy = text(property.apply(POLICY));
    String minutes = text(property.apply(MINUTES));
    if (address != null && certificates == null) {
      throw new TimeFailed(FAULT, CERTIFICATES + " must name the authority's certificate.");
    }
    if (policy != null && !policy.matches("[0-2](\\.(0|[1-9][0-9]*)){1,20}")) {
      throw new TimeFailed(FAULT, POLICY + " must be an object identifier.");
    }
    if (minutes != null && !minutes.matches("[1-9][0-9]{0,4}")) {
      throw new TimeFailed(FAULT, MINUTES + " must be a number from 1 to 99999.");
    }
    return new TimeSettings(
        address == null ? null : address(address),
        certificates == null ? null : Path.of(certificates),
        policy,
        Duration.ofMinutes(minutes == null ? 60 : Long.parseLong(minutes)));
  }

  private static @Nullable String text(@Nullable String value) {
    return value == null || value.isBlank() ? null : value.strip();
  }

  private static URI address(String text) throws TimeFailed {
    try {
      var address = URI.create(text);
      String scheme = String.valueOf(address.getScheme());
      String host = address.getHost();
      if (host != null
          && (scheme.equals("https") || scheme.equals("http") && THIS_MACHINE.contains(host))) {
        return address;
      }
    } catch (IllegalArgumentException e) {
      // the sentence below says it
    }
    throw new TimeFailed(
        FAULT, AUTHORITY + " must be an address with https, or http on this machine.");
  }

  /**
   * The trusted certificates as the file has them now.
   *
   * @throws TimeFailed when it cannot be read
   */
  List<X509Certificate> trusted() throws TimeFailed {
    if (certificates == null) {
      return List.of();
    }
    try (InputStream in = Files.newInputStream(certificates)) {
      var found =
          CertificateFactory.getInstance("X.509").generateCertificates(in).stream()
              .map(X509Certificate.class::cast)
              .toList();
      if (!found.isEmpty()) {
        return found;
      }
    } catch (IOException | CertificateException e) {
      // the sentence below says it
    }
    throw new TimeFailed(FAULT, CERTIFICATES + " names no file with certificates.");
  }
}
