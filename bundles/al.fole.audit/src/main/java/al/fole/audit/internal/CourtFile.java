// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.util.Objects.requireNonNull;

import al.fole.audit.internal.Sightings.Seen;
import al.fole.keys.Evidence;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.cert.CertificateEncodingException;
import java.security.cert.X509Certificate;
import java.time.LocalDateTime;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * One file for a court: who saw a file, each entry's bytes with its proof, the checkpoints they
 * lead to with signature and time-stamp, and how to check it all without this system. The same list
 * over the same log gives the same bytes, but for the signature over its digests.
 */
@Component(service = CourtFile.class, configurationPid = "al.fole.audit")
public final class CourtFile {
  private static final LocalDateTime ALWAYS = LocalDateTime.of(1980, 1, 1, 0, 0);
  private static final String SUMS = "SHA256SUMS";

  private final AuditSchema schema;
  private final Sightings sightings;
  private final TrailJournal journal;
  private final LogKeeper keeper;
  private final Evidence evidence;

  /** Puts it together. */
  @Activate
  public CourtFile(
      @Reference AuditSchema schema,
      @Reference Sightings sightings,
      @Reference TrailJournal journal,
      @Reference LogKeeper keeper,
      @Reference Evidence evidence) {
    this.schema = schema;
    this.sightings = sightings;
    this.journal = journal;
    this.keeper = keeper;
    this.evidence = evidence;
  }

  /**
   * A ZIP archive.
   *
   * @throws Problem as {@link Sightings#export}; UNAVAILABLE {@code log} before the first
   *     checkpoint, or while an entry of the list has no place in it yet
   */
  byte[] of(Actor actor, Asked asked) {
    Seen seen = sightings.export(actor, asked);
    Map<String, byte[]> files = new TreeMap<>();
    files.put("README.txt", readme());
    files.put("table.csv", text(PrintedSightings.csv(seen)));
    files.put("table.html", text(PrintedSightings.html(seen)));
    String published = keeper.files().checkpoint().orElseThrow(() -> Problem.unavailable("log"));
    files.put("log/checkpoint", text(published));
    for (String name : new String[] {LogFiles.VKEY, "keyring"}) {
      keeper.files().read(name).ifPresent(bytes -> files.put("log/" + name, bytes));
    }
    var stamped = stamped(published, files);
    proofs(seen, stamped, files);
    try {
      return zip(signed(files));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Optional<String> stamped(String published, Map<String, byte[]> files) {
    var state = SignedState.parse(text(published));
    var found =
        schema
            .store()
            .read(
                new AuditJob(),
                tx -> tx.mapper(SightingMapper.class).evidence(state.origin(), state.size()));
    found.ifPresent(
        row -> {
          String place = "time/" + row.size() + "/checkpoint";
          files.put(place, text(row.checkpoint()));
          files.put(place + ".p7s", row.signature());
          byte[] token = row.token();
          if (token != null) {
            files.put(place + ".tsr", token);
          }
        });
    return found.map(SightingMapper.EvidenceRow::checkpoint);
  }

  /** Against the stamped checkpoint where its tree holds the entry, else against the newest. */
  private void proofs(Seen seen, Optional<String> stamped, Map<String, byte[]> files) {
    for (int i = 0; i < seen.items().size(); i++) {
      var told = seen.items().get(i).told();
      if (told != null) {
        var proof =
            stamped
                .flatMap(note -> journal.proof(told.entry(), note))
                .or(() -> journal.proof(told.entry()))
                .orElseThrow(() -> Problem.unavailable("log"));
        String name = "entries/" + PrintedSightings.number(i);
        files.put(name + ".entry", proof.leaf());
        files.put(name + ".tlog-proof", text(proof.text()));
      }
    }
  }

  private Map<String, byte[]> signed(Map<String, byte[]> files) {
    var sums = new StringBuilder();
    Optional<X509Certificate> certificate = certificate();
    certificate.ifPresent(known -> files.put("evidence.pem", pem(known)));
    files.forEach(
        (name, bytes) -> sums.append(sha256(bytes)).append("  ").append(name).append('\n'));
    files.put(SUMS, text(sums.toString()));
    if (certificate.isPresent()) {
      files.put(SUMS + ".p7s", evidence.sign(text(sums.toString())));
    }
    return files;
  }

  /** A key that cannot be used is the operator's alarm; the proofs stand without it. */
  private Optional<X509Certificate> certificate() {
    try {
      evidence.sign(new byte[0]);
      return evidence.certificate();
    } catch (IllegalStateException e) {
      return Optional.empty();
    }
  }

  private static byte[] zip(Map<String, byte[]> files) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var zip = new ZipOutputStream(bytes, StandardCharsets.UTF_8)) {
      for (var file : files.entrySet()) {
        var entry = new ZipEntry(file.getKey());
        entry.setTimeLocal(ALWAYS);
        zip.putNextEntry(entry);
        zip.write(file.getValue());
        zip.closeEntry();
      }
    }
    return bytes.toByteArray();
  }

  private static byte[] readme() {
    try (InputStream in =
        requireNonNull(CourtFile.class.getResourceAsStream("/court/README.txt"))) {
      return in.readAllBytes();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static byte[] pem(X509Certificate certificate) {
    try {
      String body =
          Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(certificate.getEncoded());
      return text("-----BEGIN CERTIFICATE-----\n" + body + "\n-----END CERTIFICATE-----\n");
    } catch (CertificateEncodingException e) {
      throw new IllegalStateException(e);
    }
  }

  private static String sha256(byte[] bytes) {
    try {
      return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(bytes));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException(e);
    }
  }

  private static byte[] text(String text) {
    return text.getBytes(StandardCharsets.UTF_8);
  }
}
