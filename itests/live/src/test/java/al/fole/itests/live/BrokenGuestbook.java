// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.live;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.jar.JarInputStream;
import java.util.jar.JarOutputStream;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.zip.ZipEntry;
import javax.tools.ToolProvider;

/** The guestbook with an application that starts well and answers badly. */
enum BrokenGuestbook {
  /** 500 without a document, wherever it is. */
  BARE("1.1.1", "return Set.of(resources.iterator().next(), new Broken());", "true"),
  /** The same, only in the place of the version before. */
  IN_PLACE(
      "1.1.2",
      "return Set.of(resources.iterator().next(), new Broken());",
      "!request.getUriInfo().getBaseUri().getPath().contains(\"rehearsal\")"),
  /** Its resource cannot be made. */
  RESOURCE(
      "1.1.3",
      "return Set.of(); } @Override public Set<Class<?>> getClasses() {"
          + " return Set.of(Broken.Resource.class);",
      "false"),
  /** It cannot say what it is made of. */
  CONTENT("1.1.4", "throw new IllegalStateException(\"broken on purpose\");", "false"),
  /** Its container cannot be made while the system property {@value #NOW} says so. */
  NOW_AND_THEN("1.1.5", "return Set.of(resources.iterator().next(), new Broken());", "false"),
  /** Works, and leaves a thread named {@value #LEFT} behind. */
  LEAKING("1.1.6", "Broken.leave(); return resources;", "false");

  static final String LEFT = "guestbook-left";

  static final String NOW = "fole.guestbook.broken";

  private static final String PACKAGE = "al/fole/guestbook/internal/";

  /** The component's description is in the jar already; its annotations are on no class path. */
  private static final String COMPILE_TIME_IMPORT =
      "import org\\.(osgi\\.service|jspecify)\\.[^;]*;";

  private static final String COMPILE_TIME_ANNOTATION =
      "@(Component|Reference|Activate|Modified|Deactivate|Nullable|Jakartars\\w+)"
          + "\\b(\\([^()]*(\\([^()]*\\)[^()]*)*\\))?";

  private static final String FILTER =
      """
      package al.fole.guestbook.internal;

      import jakarta.ws.rs.GET;
      import jakarta.ws.rs.Path;
      import jakarta.ws.rs.container.ContainerRequestContext;
      import jakarta.ws.rs.container.ContainerRequestFilter;
      import jakarta.ws.rs.container.PreMatching;
      import jakarta.ws.rs.core.Feature;
      import jakarta.ws.rs.core.FeatureContext;
      import jakarta.ws.rs.core.Response;

      @PreMatching
      public final class Broken implements ContainerRequestFilter, Feature {
        @Override
        public boolean configure(FeatureContext context) {
          if (System.getProperty("fole.guestbook.broken", "").equals("now")) {
            System.setProperty("fole.guestbook.broken", "seen");
            throw new IllegalArgumentException("broken on purpose");
          }
          return true;
        }

        @Override
        public void filter(ContainerRequestContext request) {
          if (%s) {
            request.abortWith(Response.status(500).build());
          }
        }

        static void leave() {
          Runnable forever = () -> {
            while (!Thread.currentThread().isInterrupted()) {
              java.util.concurrent.locks.LockSupport.park();
            }
          };
          boolean left =
              Thread.getAllStackTraces().keySet().stream()
                  .anyMatch(thread -> thread.getName().equals("guestbook-left"));
          if (!left) {
            Thread thread = new Thread(forever, "guestbook-left");
            thread.setDaemon(true);
            thread.start();
          }
        }

        @Path("")
        public static final class Resource {
          public Resource() {
            throw new IllegalStateException("broken on purpose");
          }

          @GET
          @Path("{id}")
          public String page() {
            return "";
          }
        }
      }
      """;

  private final String version;
  private final String singletons;
  private final String refuses;

  BrokenGuestbook(String version, String singletons, String refuses) {
    this.version = version;
    this.singletons = singletons;
    this.refuses = refuses;
  }

  /** Compiles it against the bundles of the release. */
  Path jar(Path directory) {
    try {
      Path home = Files.createDirectories(directory.resolve("broken-" + version));
      Path sources = Files.createDirectories(home.resolve("sources"));
      Path classes = Files.createDirectories(home.resolve("classes"));
      Path original = Path.of("../guests/al.fole.guestbook/src/main/java", PACKAGE);
      String application = Files.readString(original.resolve("GuestbookApplication.java"));
      String broken =
          application
              .replaceAll(COMPILE_TIME_IMPORT, "")
              .replaceAll(COMPILE_TIME_ANNOTATION, "")
              .replace("return resources;", singletons);
      if (!broken.contains(singletons)) {
        throw new IllegalStateException("the guestbook's application has changed");
      }
      compile(
          directory,
          classes,
          Files.writeString(sources.resolve("GuestbookApplication.java"), broken),
          Files.writeString(sources.resolve("Broken.java"), FILTER.formatted(refuses)));
      return replace(BuiltJars.current("al.fole.guestbook"), classes, home.resolve("broken.jar"));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void compile(Path directory, Path classes, Path... sources) throws IOException {
    Path guestbook = BuiltJars.current("al.fole.guestbook");
    try (var jars = Files.walk(directory.resolve("release/repository"))) {
      String path =
          Stream.concat(jars.filter(f -> f.toString().endsWith(".jar")), Stream.of(guestbook))
                  .map(Path::toString)
                  .collect(Collectors.joining(File.pathSeparator, "", File.pathSeparator))
              + System.getProperty("java.class.path");
      List<String> arguments =
          Stream.concat(
                  Stream.of("-proc:none", "-nowarn", "-cp", path, "-d", classes.toString()),
                  Stream.of(sources).map(Path::toString))
              .toList();
      int failed =
          ToolProvider.getSystemJavaCompiler()
              .run(null, null, null, arguments.toArray(String[]::new));
      if (failed != 0) {
        throw new IllegalStateException("does not compile");
      }
    }
  }

  private Path replace(Path jar, Path classes, Path target) throws IOException {
    var bytes = new ByteArrayOutputStream();
    try (var in = new JarInputStream(new ByteArrayInputStream(Files.readAllBytes(jar)));
        var found = Files.walk(classes)) {
      var manifest = Objects.requireNonNull(in.getManifest());
      var main = manifest.getMainAttributes();
      main.putValue("Bundle-Version", version);
      main.putValue(
          "Import-Package",
          main.getValue("Import-Package") + ",jakarta.ws.rs.container;version=\"[3.1,4)\"");
      List<Path> made = found.filter(Files::isRegularFile).toList();
      try (var out = new JarOutputStream(bytes, manifest)) {
        for (ZipEntry entry = in.getNextEntry(); entry != null; entry = in.getNextEntry()) {
          if (!Files.isRegularFile(classes.resolve(entry.getName()))) {
            out.putNextEntry(new ZipEntry(entry.getName()));
            in.transferTo(out);
          }
        }
        for (Path file : made) {
          out.putNextEntry(new ZipEntry(classes.relativize(file).toString()));
          out.write(Files.readAllBytes(file));
        }
      }
    }
    return Files.write(target, bytes.toByteArray());
  }
}
