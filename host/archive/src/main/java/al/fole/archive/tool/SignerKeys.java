// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive.tool;

import static java.nio.charset.StandardCharsets.US_ASCII;

import al.fole.keys.internal.ReleaseSigner;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.crypto.Cipher;
import javax.crypto.EncryptedPrivateKeyInfo;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;
import org.jspecify.annotations.Nullable;

/** A signer's key and certificate as files: PEM (RFC 7468), the key as PKCS #8. */
public final class SignerKeys {

  private static final Pattern PEM =
      Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]+)-----END \\1-----");

  private SignerKeys() {}

  /**
   * Reads a signer.
   *
   * @param passphrase file whose first line opens an encrypted key, or null
   * @throws GeneralSecurityException with a sentence when the files cannot be used
   */
  public static ReleaseSigner read(Path key, Path certificate, @Nullable Path passphrase)
      throws IOException, GeneralSecurityException {
    X509Certificate holder = certificate(certificate);
    Matcher found = pem(key);
    byte[] der = Base64.getMimeDecoder().decode(found.group(2));
    PKCS8EncodedKeySpec spec =
        switch (found.group(1)) {
          case "PRIVATE KEY" -> new PKCS8EncodedKeySpec(der);
          case "ENCRYPTED PRIVATE KEY" -> opened(der, key, passphrase);
          default ->
              throw new GeneralSecurityException(
                  key + " is not PKCS #8; convert it with openssl pkcs8 -topk8.");
        };
    String algorithm = holder.getPublicKey().getAlgorithm();
    PrivateKey secret = KeyFactory.getInstance(algorithm).generatePrivate(spec);
    return new ReleaseSigner(secret, holder);
  }

  private static PKCS8EncodedKeySpec opened(byte[] der, Path key, @Nullable Path passphrase)
      throws IOException, GeneralSecurityException {
    if (passphrase == null) {
      throw new GeneralSecurityException(key + " is encrypted: name the file of its passphrase.");
    }
    var info = new EncryptedPrivateKeyInfo(der);
    String name = info.getAlgName();
    // The name of PBES2 says nothing; its parameters do.
    String algorithm = name.startsWith("PBEWith") ? name : info.getAlgParameters().toString();
    String word = Files.readAllLines(passphrase).stream().findFirst().orElse("");
    var secret =
        SecretKeyFactory.getInstance(algorithm).generateSecret(new PBEKeySpec(word.toCharArray()));
    var cipher = Cipher.getInstance(algorithm);
    cipher.init(Cipher.DECRYPT_MODE, secret, info.getAlgParameters());
    return info.getKeySpec(cipher);
  }

  /** Reads a certificate. */
  public static X509Certificate certificate(Path file)
      throws IOException, GeneralSecurityException {
    Matcher found = pem(file);
    byte[] der = Base64.getMimeDecoder().decode(found.group(2));
    return (X509Certificate)
        CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
  }

  private static Matcher pem(Path file) throws IOException, GeneralSecurityException {
    Matcher found = PEM.matcher(Files.readString(file, US_ASCII));
    if (!found.find()) {
      throw new GeneralSecurityException(file + " holds nothing in PEM.");
    }
    return found;
  }

  /**
   * Writes {@code NAME.key}, readable by its owner only, and {@code NAME.pem}; never over a file
   * that is there.
   */
  public static void write(ReleaseSigner signer, String name, Path directory)
      throws IOException, GeneralSecurityException {
    Files.createDirectories(directory);
    Path key = directory.resolve(name + ".key");
    var owner = PosixFilePermissions.fromString("rw-------");
    Files.createFile(key, PosixFilePermissions.asFileAttribute(owner));
    Files.writeString(key, text("PRIVATE KEY", signer.key().getEncoded()));
    trust(signer.certificate(), directory.resolve(name + ".pem"));
  }

  /** Writes a certificate as a host's directory of signers wants it. */
  public static void trust(X509Certificate certificate, Path file)
      throws IOException, GeneralSecurityException {
    Files.writeString(file, text("CERTIFICATE", certificate.getEncoded()));
  }

  private static String text(String kind, byte[] der) {
    String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der);
    return "-----BEGIN %1$s-----\n%2$s\n-----END %1$s-----\n".formatted(kind, body);
  }
}
