// SPDX-License-Identifier: EUPL-1.2
package al.fole.verify;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.bouncycastle.asn1.x509.KeyPurposeId;
import org.bouncycastle.tsp.TSPAlgorithms;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The one jar holds all it needs, also what Bouncy Castle looks for by name. */
class PackedVerifierIT {
  @TempDir Path temp = Path.of("");

  @Test
  void itReadsSignaturesAndTimeStamps() throws Exception {
    var log = SampleLog.honest(10).write(temp);
    var signer = Evidence.of("signer", null);
    var purpose = Evidence.purposes(true, KeyPurposeId.id_kp_timeStamping);
    var stamper = Evidence.of("stamper", null, purpose);
    var content = log.checkpointOfFirst(3).getBytes(StandardCharsets.UTF_8);
    var stamp = stamper.stamp(TSPAlgorithms.SHA256, Hash.sha256(content), Evidence.NOW);
    var place = Files.createDirectories(temp.resolve("time/3"));
    Files.write(place.resolve("checkpoint"), content);
    Files.write(place.resolve("checkpoint.p7s"), Evidence.sign(content, Evidence.NOW, signer));
    Files.write(place.resolve("checkpoint.tsr"), stamp);
    Files.write(temp.resolve("tsa"), stamper.certificate.getEncoded());
    Files.write(temp.resolve("seal.key"), SampleLog.SEAL_KEY);
    assertEquals(0, exit("time", temp.toString(), "--tsa-cert", temp.resolve("tsa").toString()));
    var key = temp.resolve("seal.key").toString();
    assertEquals(0, exit("full", temp.toString(), "--seal-key", key));
  }

  private static int exit(String... words) throws Exception {
    var java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    var command = new ArrayList<>(List.of(java, "-jar", "target/fole-verify.jar"));
    command.addAll(List.of(words));
    var silent = ProcessBuilder.Redirect.DISCARD;
    return new ProcessBuilder(command).redirectOutput(silent).start().waitFor();
  }
}
