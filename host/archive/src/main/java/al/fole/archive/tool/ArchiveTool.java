// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive.tool;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.archive.FeatureFile;
import al.fole.archive.ReleaseArchive;
import al.fole.archive.ReleaseManifest;
import al.fole.archive.Signers;
import al.fole.keys.Judgement.Verdict;
import al.fole.keys.internal.CmsSignatures;
import al.fole.keys.internal.ReleaseSigner;
import al.fole.spi.Problem;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** For the person who makes and signs releases, and for the one who wants to know what one is. */
public final class ArchiveTool {

  private static final String USAGE =
      """
      build DIRECTORY CHANGES ARCHIVE          a release directory, the list of changes -> an archive
      signer NAME DAYS DIRECTORY               a new key NAME.key and its certificate NAME.pem
      sign ARCHIVE KEY CERTIFICATE [PASSPHRASE-FILE]
      list ARCHIVE FILE                        writes release.json, to be signed elsewhere
      attach ARCHIVE SIGNATURE                 puts a signature made elsewhere into the archive
      verify ARCHIVE SIGNERS                   what a host with this directory of signers says of it
      show ARCHIVE
      fingerprint CERTIFICATE
      """;

  private static final int REFUSED = 1;
  private static final int MISUSED = 2;

  private final PrintStream out;
  private final CmsSignatures signatures = new CmsSignatures();

  private ArchiveTool(PrintStream out) {
    this.out = out;
  }

  /** Runs a command and exits with its status. */
  public static void main(String[] args) {
    System.exit(run(List.of(args), System.out));
  }

  /** Runs a command: 0; 1 with the cause in one line; 2 with the list of commands. */
  public static int run(List<String> words, PrintStream out) {
    try {
      String command = words.isEmpty() ? "" : words.get(0) + " " + (words.size() - 1);
      return new ArchiveTool(out).run(command, words);
    } catch (Problem e) {
      out.println("refused " + e.rule() + ": " + e.en());
    } catch (FileAlreadyExistsException e) {
      out.println("refused: " + e.getMessage() + " is there already.");
    } catch (GeneralSecurityException | IllegalArgumentException | IOException e) {
      out.println("refused: " + e.getMessage());
    }
    return REFUSED;
  }

  private int run(String command, List<String> words) throws IOException, GeneralSecurityException {
    switch (command) {
      case "build 3" -> build(path(words, 1), path(words, 2), path(words, 3));
      case "signer 3" -> signer(words.get(1), Integer.parseInt(words.get(2)), path(words, 3));
      case "sign 3" -> sign(path(words, 1), SignerKeys.read(path(words, 2), path(words, 3), null));
      case "sign 4" ->
          sign(path(words, 1), SignerKeys.read(path(words, 2), path(words, 3), path(words, 4)));
      case "list 2" -> Files.write(path(words, 2), list(path(words, 1)));
      case "attach 2" -> attach(path(words, 1), Files.readAllBytes(path(words, 2)));
      case "verify 2" -> verify(path(words, 1), path(words, 2));
      case "show 1" -> show(path(words, 1));
      case "fingerprint 1" ->
          out.println(signatures.fingerprint(SignerKeys.certificate(path(words, 1))));
      default -> {
        out.print(USAGE);
        return MISUSED;
      }
    }
    return 0;
  }

  private static Path path(List<String> words, int index) {
    return Path.of(words.get(index));
  }

  private void build(Path directory, Path changes, Path archive) throws IOException {
    byte[] module = Files.readAllBytes(directory.resolve(FeatureFile.MODULE));
    String id = FeatureFile.parse(FeatureFile.MODULE, module).id();
    String notes =
        ReleaseNotes.of(Files.readString(changes), id.substring(id.lastIndexOf(':') + 1));
    byte[] materials = Files.readAllBytes(directory.resolve(ReleaseArchive.MATERIALS));
    ArchiveWriter.build(directory, materials, notes.getBytes(UTF_8), archive);
    out.println("built " + archive + ", not signed");
  }

  private void signer(String name, int days, Path directory)
      throws IOException, GeneralSecurityException {
    Instant now = Instant.now();
    var made = ReleaseSigner.make(name, now, now.plus(Duration.ofDays(days)));
    SignerKeys.write(made, name, directory);
    out.println("made signer " + name + " " + signatures.fingerprint(made.certificate()));
  }

  private void sign(Path archive, ReleaseSigner signer)
      throws IOException, GeneralSecurityException {
    byte[] list = list(archive);
    requireGood(list, signer.sign(list, null), signer);
    ArchiveWriter.sign(archive, signer);
    out.println("signed by " + signatures.fingerprint(signer.certificate()));
  }

  /** A signature no host would take is not put into an archive. */
  private void requireGood(byte[] list, byte[] signature, ReleaseSigner signer) {
    var trusted = List.of(signer.certificate());
    Verdict verdict = signatures.judge(list, signature, trusted, Instant.now()).get(0).verdict();
    if (verdict != Verdict.GOOD) {
      throw new IllegalArgumentException(
          "no host would take this signature: "
              + (verdict == Verdict.FALSE
                  ? "the key is not that of the certificate"
                  : verdict.toString()));
    }
  }

  private void attach(Path archive, byte[] signature) throws IOException {
    var judgements = signatures.judge(list(archive), signature, List.of(), Instant.now());
    ArchiveWriter.attach(archive, signature);
    out.println("attached a signature of " + judgements.size());
  }

  private void verify(Path archive, Path signers) throws IOException {
    Path staging = Files.createTempDirectory("fole-archive");
    try (var good =
        ReleaseArchive.open(archive, new Signers(signers, signatures), staging, Instant.now())) {
      out.println(
          "good: " + good.manifest().id() + ", signed by " + good.acceptance().signers().get(0));
    } finally {
      Files.delete(staging);
    }
  }

  private void show(Path archive) {
    Map<String, byte[]> entries = ArchiveWriter.entries(archive);
    ReleaseManifest manifest = ReleaseManifest.parse(list(archive));
    out.println(manifest.id() + ", not verified");
    byte[] signature = entries.get(ReleaseArchive.SIGNATURE);
    if (signature != null) {
      signatures
          .judge(list(archive), signature, List.of(), Instant.now())
          .forEach(signer -> out.println("signer   " + signer.fingerprint()));
    }
    manifest.files().forEach(f -> out.println("file     " + f.name() + " " + f.size()));
    manifest
        .schemaSteps()
        .forEach(s -> out.println("schema   " + s.schema() + " " + s.file() + " " + s.kind()));
    manifest.apiPackages().forEach(p -> out.println("package  " + p.name() + " " + p.version()));
  }

  private static byte[] list(Path archive) {
    byte[] list = ArchiveWriter.entries(archive).get(ReleaseManifest.FILE);
    if (list == null) {
      throw new IllegalArgumentException(archive + " has no " + ReleaseManifest.FILE);
    }
    return list;
  }
}
