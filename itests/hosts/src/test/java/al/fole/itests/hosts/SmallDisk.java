// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.hosts;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * A disk in memory that can be filled to the last byte, where this machine lets a test mount it.
 */
final class SmallDisk implements AutoCloseable {
  private final Path at;
  private final boolean mounted;

  private SmallDisk(Path at, boolean mounted) {
    this.at = at;
    this.mounted = mounted;
  }

  /** Mounts one; where that is not allowed the directory is an ordinary one. */
  static SmallDisk at(Path directory, int megabytes) throws IOException, InterruptedException {
    Path whole = Files.createDirectories(directory).toRealPath();
    String size = "size=" + megabytes + "m";
    return new SmallDisk(whole, run("mount", "-t", "tmpfs", "-o", size, "tmpfs", whole.toString()));
  }

  boolean mounted() {
    return mounted;
  }

  /** Leaves not a byte. */
  void fill() throws IOException {
    if (!mounted) {
      throw new IllegalStateException("that would fill the disk of this machine");
    }
    try (OutputStream out = Files.newOutputStream(at.resolve("filling"))) {
      byte[] block = new byte[4096];
      while (true) {
        out.write(block);
      }
    } catch (IOException full) {
      if (!String.valueOf(full.getMessage()).contains("No space")) {
        throw full;
      }
    }
  }

  /** Makes room again. */
  void empty() throws IOException {
    Files.deleteIfExists(at.resolve("filling"));
  }

  @Override
  public void close() throws IOException, InterruptedException {
    if (mounted && !run("umount", at.toString()) && !run("umount", "-l", at.toString())) {
      throw new IOException("still mounted: " + at);
    }
  }

  private static boolean run(String... command) throws IOException, InterruptedException {
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      process.getInputStream().readAllBytes();
      return process.waitFor() == 0;
    } catch (IOException e) {
      return false; // no such command
    }
  }
}
