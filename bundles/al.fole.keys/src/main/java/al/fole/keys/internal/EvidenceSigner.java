// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import al.fole.keys.Evidence;
import al.fole.keys.TimeStamp;
import java.io.IOException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.cert.CertificateExpiredException;
import java.security.cert.CertificateNotYetValidException;
import java.security.cert.X509Certificate;
import java.security.interfaces.ECPublicKey;
import java.util.Collection;
import java.util.Optional;
import org.bouncycastle.asn1.ASN1Encoding;
import org.bouncycastle.cert.jcajce.JcaX509CertificateHolder;
import org.bouncycastle.cms.CMSException;
import org.bouncycastle.cms.CMSProcessableByteArray;
import org.bouncycastle.cms.CMSSignedDataGenerator;
import org.bouncycastle.cms.jcajce.JcaSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * CMS by Bouncy Castle with the evidence key of the key directory. The key is read for each
 * signature, once an hour: a replaced one needs no restart.
 */
@Component(configurationPid = "al.fole.keys")
public final class EvidenceSigner implements Evidence {
  private static final int BITS = 256;

  private final Path directory;

  /** The key the framework property {@code fole.keys} leads to. */
  @Activate
  public EvidenceSigner(BundleContext context) {
    this(KeysActivator.directory(context));
  }

  /** The key of a directory. */
  public EvidenceSigner(Path directory) {
    this.directory = directory;
  }

  @Override
  public Optional<X509Certificate> certificate() {
    return EvidenceKey.read(directory).map(EvidenceKey::certificate);
  }

  @Override
  public byte[] sign(byte[] content) {
    EvidenceKey evidence =
        EvidenceKey.read(directory)
            .orElseThrow(() -> new IllegalStateException("There is no evidence key."));
    requireFit(evidence.certificate());
    try {
      var generator = new CMSSignedDataGenerator();
      generator.addSignerInfoGenerator(
          new JcaSignerInfoGeneratorBuilder(new JcaDigestCalculatorProviderBuilder().build())
              .build(
                  new JcaContentSignerBuilder("SHA256withECDSA").build(evidence.key()),
                  evidence.certificate()));
      generator.addCertificate(new JcaX509CertificateHolder(evidence.certificate()));
      return generator
          .generate(new CMSProcessableByteArray(content), false)
          .getEncoded(ASN1Encoding.DER);
    } catch (IOException | CMSException | GeneralSecurityException | OperatorCreationException e) {
      throw new IllegalStateException("The evidence key cannot sign: " + e.getMessage() + ".", e);
    }
  }

  private static void requireFit(X509Certificate certificate) {
    if (!(certificate.getPublicKey() instanceof ECPublicKey key)
        || key.getParams().getOrder().bitLength() != BITS) {
      throw new IllegalStateException("The evidence key is not of the curve P-256.");
    }
    try {
      certificate.checkValidity();
    } catch (CertificateExpiredException e) {
      throw new IllegalStateException("The evidence certificate has expired.", e);
    } catch (CertificateNotYetValidException e) {
      throw new IllegalStateException("The evidence certificate is not valid yet.", e);
    }
  }

  @Override
  public byte[] ask(byte[] content, @Nullable String policy) {
    return TimeTokens.request(content, policy);
  }

  @Override
  public TimeStamp judge(byte[] request, byte[] answer, Collection<X509Certificate> trusted) {
    return TimeTokens.judge(request, answer, trusted);
  }
}
