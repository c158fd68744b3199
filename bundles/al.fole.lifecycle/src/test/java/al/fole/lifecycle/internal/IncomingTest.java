// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import al.fole.spi.Problem;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class IncomingTest {

  @TempDir Path directory;

  private static InputStream bytes(int size, int value) {
    byte[] bytes = new byte[size];
    java.util.Arrays.fill(bytes, (byte) value);
    return new ByteArrayInputStream(bytes);
  }

  private long files() throws IOException {
    try (var found = Files.list(directory)) {
      return found.count();
    }
  }

  @Test
  void anArchiveLiesUnderItsDigest() throws IOException {
    var incoming = new Incoming(directory, 1000);
    String name = incoming.keep(bytes(1000, 1));
    assertEquals(Sha256.of(incoming.archive(name)), name);
    assertArrayEquals(bytes(1000, 1).readAllBytes(), Files.readAllBytes(incoming.archive(name)));
    assertEquals(name, incoming.keep(bytes(1000, 1)));
    assertEquals(1, files());
  }

  @Test
  void oneThatIsTooLargeOrBreaksOffLeavesNothing() throws IOException {
    var incoming = new Incoming(directory, 1000);
    Problem large = assertThrows(Problem.class, () -> incoming.keep(bytes(1001, 1)));
    assertEquals("release-archive-too-large", large.rule());
    InputStream breaks =
        new SequenceInputStream(
            bytes(10, 1),
            new InputStream() {
              @Override
              public int read() throws IOException {
                throw new IOException("gone");
              }
            });
    Problem broken = assertThrows(Problem.class, () -> incoming.keep(breaks));
    assertEquals("release-archive-unreadable", broken.rule());
    assertEquals(0, files());
  }

  @Test
  void onlyTheNewestFourStay() throws IOException {
    var incoming = new Incoming(directory, 1000);
    for (int i = 0; i < 9; i++) {
      incoming.keep(bytes(10, i));
    }
    assertEquals(4, files());
  }

  @Test
  void aNameThatIsNoDigestLeadsNowhere() {
    var incoming = new Incoming(directory.resolve("incoming"), 1000);
    for (String name : new String[] {"../secret", "", "A".repeat(64), "0".repeat(64)}) {
      Problem problem = assertThrows(Problem.class, () -> incoming.archive(name));
      assertEquals("release-archive-not-kept", problem.rule());
    }
  }
}
