// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.signer;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.archive.tool.ArchiveWriter;
import al.fole.archive.tool.SignerKeys;
import al.fole.keys.internal.ReleaseSigner;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.time.Duration;
import java.time.Instant;

/** Makes archives of releases that tests have written, signed by a key of this process. */
public final class TestSigner {

  private static final ReleaseSigner SIGNER = make();

  private TestSigner() {}

  private static ReleaseSigner make() {
    Instant now = Instant.now();
    try {
      return ReleaseSigner.make(
          "signer of tests", now.minus(Duration.ofDays(1)), now.plus(Duration.ofDays(1)));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** Puts the certificate of this process into a host's directory of signers; the directory. */
  public static Path trustIn(Path signers) {
    try {
      Files.createDirectories(signers);
      Files.setPosixFilePermissions(signers, PosixFilePermissions.fromString("rwxr-xr-x"));
      forgetTheDead(signers);
      SignerKeys.trust(
          SIGNER.certificate(), signers.resolve("tests-" + ProcessHandle.current().pid() + ".pem"));
      return signers;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }

  /** A directory holds few signers, and a test kills many hosts. */
  private static void forgetTheDead(Path signers) throws IOException {
    try (var trusted = Files.newDirectoryStream(signers, "tests-*.pem")) {
      for (Path file : trusted) {
        long pid = Long.parseLong(file.getFileName().toString().replaceAll("[^0-9]", ""));
        if (ProcessHandle.of(pid).isEmpty()) {
          Files.delete(file);
        }
      }
    }
  }

  /**
   * A signed archive of a release.
   *
   * @param module its {@code fole.json}, with the repository beside it
   * @return the archive, beside it too
   */
  public static Path archive(Path module) {
    Path archive = module.resolveSibling("fole.zip");
    try {
      ArchiveWriter.build(
          module.resolveSibling("."), "{}".getBytes(UTF_8), "- test\n".getBytes(UTF_8), archive);
      ArchiveWriter.sign(archive, SIGNER);
      return archive;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException(e);
    }
  }
}
