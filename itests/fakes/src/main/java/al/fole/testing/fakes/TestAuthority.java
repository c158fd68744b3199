// SPDX-License-Identifier: EUPL-1.2
package al.fole.testing.fakes;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Date;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.bouncycastle.asn1.ASN1ObjectIdentifier;
import org.bouncycastle.asn1.oiw.OIWObjectIdentifiers;
import org.bouncycastle.asn1.x509.AlgorithmIdentifier;
import org.bouncycastle.cert.jcajce.JcaCertStore;
import org.bouncycastle.cms.jcajce.JcaSimpleSignerInfoGeneratorBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaDigestCalculatorProviderBuilder;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.bouncycastle.tsp.TSPException;
import org.bouncycastle.tsp.TimeStampRequest;
import org.bouncycastle.tsp.TimeStampRequestGenerator;
import org.bouncycastle.tsp.TimeStampResponseGenerator;
import org.bouncycastle.tsp.TimeStampTokenGenerator;

/**
 * A time-stamp authority (RFC 3161 over HTTP) on a free port of this machine, with a certification
 * authority of its own. It can be told to go wrong in each way an authority can.
 */
public final class TestAuthority implements AutoCloseable {
  /** The policy it stamps under. */
  public static final String POLICY = "1.3.6.1.4.1.99999.1";

  private static final String OTHER_POLICY = "1.3.6.1.4.1.99999.2";
  private static final int HUGE = 4 * 1024 * 1024;

  /** How it goes wrong. */
  public enum Fault {
    /** It does not. */
    NONE,
    /** Cuts the connection without an answer. */
    DOWN,
    /** Begins an answer and never ends it. */
    SLOW,
    /** Answers with status 500. */
    BROKEN,
    /** Sends on to another address. */
    REDIRECT,
    /** Refuses as RFC 3161 says. */
    REFUSED,
    /** Answers something that is no token. */
    MALFORMED,
    /** Answers with megabytes. */
    HUGE,
    /** Stamps another request's nonce. */
    OTHER_NONCE,
    /** Stamps other bytes. */
    OTHER_BYTES,
    /** Stamps under another policy. */
    OTHER_POLICY,
    /** Is of another certification authority. */
    UNKNOWN,
    /** Has a certificate for other uses too. */
    UNFIT,
    /** Has a certificate that has expired. */
    EXPIRED,
    /** Signs with a key that is not the certificate's. */
    FORGED,
    /** Has a clock that is a day ahead. */
    AHEAD
  }

  private final AuthorityKeys issuer;
  private final AuthorityKeys stranger;
  private final KeyPair pair;
  private final HttpServer server;
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final CountDownLatch closed = new CountDownLatch(1);
  private final AtomicInteger asked = new AtomicInteger();
  private volatile Fault fault = Fault.NONE;
  private volatile Duration ahead = Duration.ZERO;

  private TestAuthority(
      AuthorityKeys issuer, AuthorityKeys stranger, KeyPair pair, HttpServer server) {
    this.issuer = issuer;
    this.stranger = stranger;
    this.pair = pair;
    this.server = server;
  }

  /** Listens until it is closed. */
  public static TestAuthority start() throws IOException, GeneralSecurityException {
    var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    var authority =
        new TestAuthority(
            AuthorityKeys.make("Test root"),
            AuthorityKeys.make("Test stranger"),
            AuthorityKeys.newPair(),
            server);
    server.createContext("/", authority::answer);
    server.setExecutor(authority.threads);
    server.start();
    return authority;
  }

  /** Where it listens. */
  public URI address() {
    return URI.create("http://127.0.0.1:" + server.getAddress().getPort() + "/tsa");
  }

  /** Who issued its certificate. */
  public X509Certificate trusted() {
    return issuer.certificate();
  }

  /** Writes {@link #trusted} as PEM. */
  public Path trusted(Path file) throws IOException, GeneralSecurityException {
    String text = Base64.getMimeEncoder().encodeToString(trusted().getEncoded());
    return Files.writeString(
        file, "-----BEGIN CERTIFICATE-----\n" + text + "\n-----END CERTIFICATE-----\n");
  }

  /** Goes wrong from now on. */
  public void fault(Fault next) {
    fault = next;
  }

  /** Its clock differs from now on. */
  public void ahead(Duration by) {
    ahead = by;
  }

  /** How often it was asked. */
  public int asked() {
    return asked.get();
  }

  private void answer(HttpExchange exchange) throws IOException {
    asked.incrementAndGet();
    byte[] body = exchange.getRequestBody().readAllBytes();
    try (exchange) {
      switch (fault) {
        case DOWN -> throw new IOException("cut");
        case SLOW -> hang(exchange);
        case BROKEN -> exchange.sendResponseHeaders(500, -1);
        case REDIRECT -> {
          exchange.getResponseHeaders().set("Location", address().toString());
          exchange.sendResponseHeaders(307, -1);
        }
        case MALFORMED -> send(exchange, "no token".getBytes(StandardCharsets.US_ASCII));
        case HUGE -> send(exchange, new byte[HUGE]);
        default -> send(exchange, stamp(new TimeStampRequest(body)));
      }
    } catch (GeneralSecurityException | TSPException | OperatorCreationException e) {
      throw new IOException(e);
    }
  }

  private void hang(HttpExchange exchange) throws IOException {
    exchange.sendResponseHeaders(200, 1000);
    exchange.getResponseBody().write('0');
    exchange.getResponseBody().flush();
    try {
      if (!closed.await(1, TimeUnit.MINUTES)) {
        throw new IOException("nobody closed");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private static void send(HttpExchange exchange, byte[] answer) throws IOException {
    exchange.getResponseHeaders().set("Content-Type", "application/timestamp-reply");
    exchange.sendResponseHeaders(200, answer.length);
    exchange.getResponseBody().write(answer);
  }

  /** Its answer to a request, without the network. */
  public byte[] stamp(byte[] request) {
    try {
      asked.incrementAndGet();
      return stamp(new TimeStampRequest(request));
    } catch (IOException | GeneralSecurityException | TSPException | OperatorCreationException e) {
      throw new IllegalStateException(e);
    }
  }

  private byte[] stamp(TimeStampRequest request)
      throws GeneralSecurityException, TSPException, OperatorCreationException, IOException {
    var policy = new ASN1ObjectIdentifier(fault == Fault.OTHER_POLICY ? OTHER_POLICY : POLICY);
    X509Certificate certificate = certificate(true);
    var key = fault == Fault.FORGED ? AuthorityKeys.newPair() : pair;
    var sha1 = new AlgorithmIdentifier(OIWObjectIdentifiers.idSHA1);
    var token =
        new TimeStampTokenGenerator(
            new JcaSimpleSignerInfoGeneratorBuilder()
                .build("SHA256withECDSA", key.getPrivate(), certificate),
            new JcaDigestCalculatorProviderBuilder().build().get(sha1),
            policy);
    // Beside the one it signs with stands its twin, which may be for other uses too.
    var brought = fault == Fault.UNFIT ? certificate(false) : certificate;
    token.addCertificates(new JcaCertStore(List.of(brought)));
    var answers = new TimeStampResponseGenerator(token, TSPAlgorithms.ALLOWED);
    var at = Instant.now().plus(fault == Fault.AHEAD ? Duration.ofDays(1) : ahead);
    if (fault == Fault.REFUSED) {
      return answers.generateFailResponse(2, 1 << 21, "not today").getEncoded();
    }
    return answers
        .generateGrantedResponse(
            misread(request), BigInteger.valueOf(asked.get()), Date.from(at), "Operation Okay")
        .getEncoded();
  }

  private X509Certificate certificate(boolean critical) throws GeneralSecurityException {
    Instant until =
        Instant.now().plus(fault == Fault.EXPIRED ? Duration.ofHours(-1) : Duration.ofDays(30));
    var by = fault == Fault.UNKNOWN ? stranger : issuer;
    return by.forTime(pair, fault == Fault.EXPIRED ? 3 : 2, until, critical);
  }

  private TimeStampRequest misread(TimeStampRequest request) throws IOException {
    if (!Set.of(Fault.OTHER_BYTES, Fault.OTHER_NONCE, Fault.OTHER_POLICY).contains(fault)) {
      return request;
    }
    var generator = new TimeStampRequestGenerator();
    generator.setCertReq(true);
    byte[] imprint = request.getMessageImprintDigest();
    if (fault == Fault.OTHER_BYTES) {
      imprint[0] ^= 1;
    }
    var nonce = request.getNonce();
    return generator.generate(
        TSPAlgorithms.SHA256,
        imprint,
        fault == Fault.OTHER_NONCE ? nonce.add(BigInteger.ONE) : nonce);
  }

  /** Listens no more: whoever asks is refused the connection. */
  @Override
  public void close() {
    closed.countDown();
    server.stop(0);
    threads.shutdown();
  }
}
