// SPDX-License-Identifier: EUPL-1.2
package al.fole.store.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.io.InputStream;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.CodeSource;
import java.util.Arrays;
import java.util.Collections;
import java.util.Comparator;
import java.util.Enumeration;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.FrameworkUtil;

/** One migration file of a bundle. */
record Script(String name, String sql) {
  private static final String FORM = "[0-9]{3}_[a-z0-9_]+\\.sql";
  private static final String ALONE = "-- no-transaction";

  /** Whether it asks to run outside a transaction, as building an index concurrently must. */
  boolean alone() {
    return sql.startsWith(ALONE);
  }

  byte[] checksum() {
    return Hash.sha256(sql.getBytes(UTF_8));
  }

  /** The {@code /db/contract/NNN_name.sql}, called {@code contract/NNN_name.sql}, in order. */
  static List<Script> contractionsBeside(Class<?> anchor) {
    return beside(anchor, "db/contract").stream()
        .map(script -> new Script("contract/" + script.name(), script.sql()))
        .toList();
  }

  /** The {@code /db/NNN_name.sql} of the bundle, directory or jar a class came from, in order. */
  static List<Script> beside(Class<?> anchor) {
    return beside(anchor, "db");
  }

  private static List<Script> beside(Class<?> anchor, String folder) {
    try {
      Bundle bundle = FrameworkUtil.getBundle(anchor);
      List<Script> scripts = bundle == null ? fromCode(anchor, folder) : fromBundle(bundle, folder);
      return scripts.stream().sorted(Comparator.comparing(Script::name)).toList();
    } catch (IOException e) {
      throw new IllegalStateException(
          "migrations beside " + anchor.getName() + " are unreadable", e);
    }
  }

  private static List<Script> fromBundle(Bundle bundle, String folder) throws IOException {
    Enumeration<URL> files = bundle.findEntries("/" + folder, "*.sql", false);
    var scripts = new java.util.ArrayList<Script>();
    for (URL url : files == null ? List.<URL>of() : Collections.list(files)) {
      try (InputStream in = url.openStream()) {
        scripts.add(of(url.getPath(), in.readAllBytes()));
      }
    }
    return scripts;
  }

  private static List<Script> fromCode(Class<?> anchor, String folder) throws IOException {
    CodeSource source = anchor.getProtectionDomain().getCodeSource();
    Path root;
    try {
      root = Path.of(Objects.requireNonNull(source, anchor.getName()).getLocation().toURI());
    } catch (URISyntaxException e) {
      throw new IOException(e);
    }
    if (Files.isDirectory(root)) {
      return read(root.resolve(folder));
    }
    try (FileSystem jar = FileSystems.newFileSystem(root)) {
      return read(jar.getPath("/" + folder));
    }
  }

  private static List<Script> read(Path folder) throws IOException {
    if (!Files.isDirectory(folder)) {
      return List.of();
    }
    var scripts = new java.util.ArrayList<Script>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.filter(f -> f.toString().endsWith(".sql")).toList()) {
        scripts.add(of(file.toString(), Files.readAllBytes(file)));
      }
    }
    return scripts;
  }

  private static Script of(String path, byte[] content) {
    String name = path.substring(path.lastIndexOf('/') + 1);
    if (!name.matches(FORM)) {
      throw new IllegalStateException("migration " + name + " is not called NNN_name.sql");
    }
    return new Script(name, new String(content, UTF_8).replace("\r\n", "\n"));
  }

  boolean unchanged(byte[] checksum) {
    return Arrays.equals(checksum, checksum());
  }
}
