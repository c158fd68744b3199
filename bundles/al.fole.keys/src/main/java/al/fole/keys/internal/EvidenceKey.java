// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Collections;
import java.util.Date;
import java.util.Optional;
import java.util.UUID;
import org.bouncycastle.asn1.x500.X500Name;
import org.bouncycastle.asn1.x500.X500NameBuilder;
import org.bouncycastle.asn1.x500.style.BCStyle;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.KeyUsage;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * The evidence key as PKCS #12: {@code evidence.p12} with its password beside it in {@code
 * evidence.password}, both open to their owner only. The first private key in it counts; its
 * certificate may be one this class made or one of a certification authority.
 */
record EvidenceKey(PrivateKey key, X509Certificate certificate) {
  static final String FILE = "evidence.p12";
  private static final String PASSWORD = "evidence.password";
  private static final String ALIAS = "evidence";
  private static final Duration VALID = Duration.ofDays(3 * 365);
  private static final Duration CLOCKS = Duration.ofHours(1);

  /**
   * The key of a directory; empty when there is none.
   *
   * @throws IllegalStateException when it cannot be used, in one sentence
   */
  static Optional<EvidenceKey> read(Path directory) {
    Path file = directory.resolve(FILE);
    if (!Files.exists(file)) {
      return Optional.empty();
    }
    try {
      KeyFiles.requirePrivate(file);
      char[] password = password(directory);
      var store = KeyStore.getInstance("PKCS12");
      store.load(new ByteArrayInputStream(Files.readAllBytes(file)), password);
      for (String alias : Collections.list(store.aliases())) {
        if (store.getKey(alias, password) instanceof PrivateKey key
            && store.getCertificate(alias) instanceof X509Certificate certificate) {
          return Optional.of(new EvidenceKey(key, certificate));
        }
      }
    } catch (IOException | GeneralSecurityException | KeysRefused e) {
      throw new IllegalStateException(
          "The evidence key " + file + " cannot be used: " + e.getMessage() + ".", e);
    }
    throw new IllegalStateException("The evidence key " + file + " holds no key.");
  }

  /**
   * Makes a key with a certificate it has signed itself. A key that is there stays; two hosts that
   * make one at once keep the same.
   */
  static void make(Path directory, String name) {
    Path file = directory.resolve(FILE);
    if (Files.exists(file)) {
      return;
    }
    try {
      byte[] random = new byte[24];
      new SecureRandom().nextBytes(random);
      KeyFiles.write(
          directory.resolve(PASSWORD),
          Base64.getUrlEncoder().encodeToString(random).getBytes(StandardCharsets.UTF_8));
    } catch (FileAlreadyExistsException another) {
      // its password serves
    } catch (IOException e) {
      throw refused(directory, e);
    }
    try {
      char[] password = password(directory);
      var store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      EvidenceKey made = fresh(name);
      store.setKeyEntry(ALIAS, made.key, password, new Certificate[] {made.certificate});
      var bytes = new ByteArrayOutputStream();
      store.store(bytes, password);
      Path next = directory.resolve(FILE + "." + UUID.randomUUID());
      KeyFiles.write(next, bytes.toByteArray());
      Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
      KeyFiles.forceDirectory(directory);
    } catch (IOException | GeneralSecurityException e) {
      throw refused(directory, e);
    }
  }

  private static KeysRefused refused(Path directory, Exception e) {
    return new KeysRefused("The evidence key cannot be made in " + directory + ": " + e + ".");
  }

  private static char[] password(Path directory) throws IOException {
    Path file = directory.resolve(PASSWORD);
    KeyFiles.requirePrivate(file);
    return Files.readString(file).lines().findFirst().orElse("").toCharArray();
  }

  private static EvidenceKey fresh(String name) throws GeneralSecurityException {
    var generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    KeyPair pair = generator.generateKeyPair();
    Instant now = Instant.now();
    X500Name subject = new X500NameBuilder().addRDN(BCStyle.CN, name).build();
    try {
      var builder =
          new JcaX509v3CertificateBuilder(
                  subject,
                  new BigInteger(120, new SecureRandom()).setBit(119),
                  Date.from(now.minus(CLOCKS)),
                  Date.from(now.plus(VALID)),
                  subject,
                  pair.getPublic())
              .addExtension(Extension.basicConstraints, true, new BasicConstraints(false))
              .addExtension(
                  Extension.keyUsage,
                  true,
                  new KeyUsage(KeyUsage.digitalSignature | KeyUsage.nonRepudiation));
      var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(pair.getPrivate());
      return new EvidenceKey(
          pair.getPrivate(),
          new JcaX509CertificateConverter().getCertificate(builder.build(signer)));
    } catch (IOException | OperatorCreationException e) {
      throw new GeneralSecurityException(e);
    }
  }

  /** The certificate as others read it (RFC 7468). */
  String pem() {
    try {
      return "-----BEGIN CERTIFICATE-----\n"
          + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded())
          + "\n-----END CERTIFICATE-----\n";
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Names nothing. */
  @Override
  public String toString() {
    return "EvidenceKey[…]";
  }
}
