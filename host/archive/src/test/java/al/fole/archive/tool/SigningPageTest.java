// SPDX-License-Identifier: EUPL-1.2
package al.fole.archive.tool;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The commands of {@code api/SIGNING.md} do what the page says, in the order of the page. */
class SigningPageTest {

  private static final Pattern BLOCK =
      Pattern.compile("^```(fails)?\\n(.*?)^```$", Pattern.MULTILINE | Pattern.DOTALL);

  /** Lets {@code java -jar fole-archive.jar} be the tool of this build. */
  private static final String TOOL =
      """
      umask 022
      java() { "$JAVA_BIN" -XX:TieredStopAtLevel=1 -cp "$TOOL_PATH" al.fole.archive.tool.ArchiveTool "${@:3}"; }
      """;

  @TempDir Path home;

  @Test
  void theCommandsOfThePageRun() throws Exception {
    for (String needed : List.of("bash", "openssl", "unzip")) {
      if (!isHere(needed)) {
        System.out.println("The page of signing is not run: this machine has no " + needed + ".");
        return;
      }
    }
    Path release = Files.createDirectories(home.resolve("release"));
    Files.writeString(
        release.resolve("fole.json"), "{\"id\":\"al.fole:fole:1.0.0\",\"bundles\":[]}");
    Files.writeString(release.resolve("bom.json"), "{}");
    Files.writeString(home.resolve("CHANGELOG.md"), "# Changes\n\n## 1.0.0\n\n- new\n");
    String page =
        Files.readString(Path.of(System.getProperty("fole.root"), "api", "SIGNING.md"))
            .replace("/etc/fole/signers", home.resolve("signers").toString());
    Matcher blocks = BLOCK.matcher(page);
    int run = 0;
    while (blocks.find()) {
      int status = bash(blocks.group(2));
      String said = blocks.group(2) + Files.readString(home.resolve("said"));
      if (blocks.group(1) == null) {
        assertEquals(0, status, said);
      } else {
        assertNotEquals(0, status, said);
        assertTrue(said.contains("refused release-signer-revoked"), said);
      }
      run++;
    }
    assertEquals(9, run, "blocks of commands");
  }

  private int bash(String commands) throws Exception {
    var builder = new ProcessBuilder("bash", "-e", "-o", "pipefail", "-c", TOOL + commands);
    builder.directory(home.toFile()).redirectErrorStream(true);
    builder.redirectOutput(home.resolve("said").toFile());
    builder
        .environment()
        .put("JAVA_BIN", Path.of(System.getProperty("java.home"), "bin", "java").toString());
    builder.environment().put("TOOL_PATH", System.getProperty("java.class.path"));
    Process process = builder.start();
    assertTrue(process.waitFor(120, TimeUnit.SECONDS), commands);
    return process.exitValue();
  }

  private static boolean isHere(String program) throws InterruptedException {
    try {
      var process =
          new ProcessBuilder(program, program.equals("openssl") ? "version" : "--help")
              .redirectErrorStream(true)
              .redirectOutput(ProcessBuilder.Redirect.DISCARD)
              .start();
      process.getOutputStream().close();
      return process.waitFor(20, TimeUnit.SECONDS);
    } catch (IOException notHere) {
      return false;
    }
  }
}
