// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive;

import al.fole.keys.Signatures;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFileAttributeView;
import java.nio.file.attribute.PosixFilePermission;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * What the directory of signers says. One line of {@code revoked} is a fingerprint, a date and a
 * reason; blank lines and those with {@code #} are comments. A file that cannot be understood makes
 * the whole directory unreadable: half a list of revocations would be worse than none.
 *
 * @param certificates by fingerprint, those revoked included
 * @param revoked by fingerprint
 */
record SignerFiles(Map<String, X509Certificate> certificates, Map<String, Revocation> revoked) {

  private static final String REVOKED = "revoked";
  private static final int MOST_FILES = 64;
  private static final int LARGEST = 64 * 1024;
  private static final String BEGIN = "-----BEGIN CERTIFICATE-----";
  private static final Set<PosixFilePermission> OTHERS =
      Set.of(PosixFilePermission.OTHERS_WRITE, PosixFilePermission.GROUP_WRITE);

  static SignerFiles read(Path directory, Signatures signatures) {
    Map<String, X509Certificate> certificates = new LinkedHashMap<>();
    if (!Files.isDirectory(directory)) {
      return new SignerFiles(certificates, Map.of());
    }
    requireOwn(directory);
    try (Stream<Path> found = Files.list(directory)) {
      List<Path> files = found.filter(f -> f.toString().endsWith(".pem")).sorted().toList();
      if (files.size() > MOST_FILES) {
        throw refused(directory, "holds too many certificates", "ka tepër certifikata");
      }
      for (Path file : files) {
        X509Certificate certificate = certificate(file);
        certificates.put(signatures.fingerprint(certificate), certificate);
      }
      Path revoked = directory.resolve(REVOKED);
      return new SignerFiles(certificates, Files.exists(revoked) ? revocations(revoked) : Map.of());
    } catch (IOException e) {
      throw refused(directory, "cannot be opened", "nuk hapet");
    }
  }

  private static X509Certificate certificate(Path file) throws IOException {
    String text = text(file);
    if (text.contains("PRIVATE KEY")) {
      throw refused(
          file, "holds a private key, which must not be here", "ka çelës privat, që s'duhet këtu");
    }
    if (text.split(BEGIN, -1).length != 2) {
      throw refused(
          file, "does not hold exactly one certificate", "s'ka pikërisht një certifikatë");
    }
    try {
      byte[] bytes = text.substring(text.indexOf(BEGIN)).getBytes(StandardCharsets.US_ASCII);
      return (X509Certificate)
          CertificateFactory.getInstance("X.509")
              .generateCertificate(new ByteArrayInputStream(bytes));
    } catch (CertificateException e) {
      throw refused(file, "holds no certificate", "s'ka certifikatë");
    }
  }

  private static Map<String, Revocation> revocations(Path file) throws IOException {
    Map<String, Revocation> revoked = new LinkedHashMap<>();
    for (String line : text(file).lines().map(String::strip).toList()) {
      if (line.isEmpty() || line.startsWith("#")) {
        continue;
      }
      String[] parts = line.split("\\s+", 3);
      // As openssl prints it, or as this host does.
      String fingerprint = parts[0].replace(":", "").toLowerCase(Locale.ROOT);
      if (parts.length != 3 || !fingerprint.matches("[0-9a-f]{64}")) {
        throw unclear(file);
      }
      try {
        revoked.put(fingerprint, new Revocation(LocalDate.parse(parts[1]), parts[2]));
      } catch (DateTimeException e) {
        throw unclear(file);
      }
    }
    return revoked;
  }

  /** Whoever may write here decides what runs with all rights of the module. */
  private static void requireOwn(Path directory) {
    try {
      var view = Files.getFileAttributeView(directory, PosixFileAttributeView.class);
      if (view != null && view.readAttributes().permissions().stream().anyMatch(OTHERS::contains)) {
        throw refused(
            directory, "can be written by others than its owner", "shkruhet edhe nga të tjerë");
      }
    } catch (IOException e) {
      throw refused(directory, "cannot be opened", "nuk hapet");
    }
  }

  private static String text(Path file) throws IOException {
    if (Files.size(file) > LARGEST) {
      throw refused(file, "is too large", "është tepër i madh");
    }
    return Files.readString(file, StandardCharsets.ISO_8859_1);
  }

  private static al.fole.spi.Problem unclear(Path file) {
    return refused(
        file,
        "has a line that is not: fingerprint, date, reason",
        "ka rresht që s'është: gjurmë, datë, arsye");
  }

  private static al.fole.spi.Problem refused(Path file, String en, String sq) {
    return ArchiveRefusals.signersUnreadable(
        Objects.requireNonNull(file.getFileName()).toString(), en, sq);
  }
}
