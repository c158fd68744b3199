// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.embed;

import al.fole.embed.Fole;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;
import javax.tools.ToolProvider;
import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
import org.eclipse.jetty.server.Server;

/** The Java example of the README, compiled as it stands there. */
final class ReadmeExample {
  private static final String FRAME =
      """
      package al.fole.itests.embed;
      import al.fole.embed.Fole;
      import al.fole.embed.FoleServlet;
      import al.fole.embed.Mode;
      import java.nio.file.Path;
      import javax.sql.DataSource;
      import org.eclipse.jetty.ee10.servlet.ServletContextHandler;
      import org.eclipse.jetty.ee10.servlet.ServletHolder;
            import org.eclipse.jetty.server.Server;
      import org.eclipse.jetty.server.handler.ContextHandlerCollection;
      final class Readme implements Example {
        @Override
        public Fole start(Server server, ServletContextHandler ourPages, Path data, DataSource owner,
            DataSource app, DataSource sealer, DataSource jobs, Registry registry)
            throws Exception {
          %s
          return fole;
        }
      }
      """;

  /** What the example becomes. */
  interface Example {
    Fole start(
        Server server,
        ServletContextHandler ourPages,
        Path data,
        DataSource owner,
        DataSource app,
        DataSource sealer,
        DataSource jobs,
        Registry registry)
        throws Exception;
  }

  private ReadmeExample() {}

  static Example compiled(Path work) throws IOException, ReflectiveOperationException {
    var readme = Files.readString(Path.of(System.getProperty("fole.root", "../.."), "README.md"));
    var block = Pattern.compile("```java\\n(.*?)```", Pattern.DOTALL).matcher(readme);
    if (!block.find()) {
      throw new AssertionError("the README has no Java example");
    }
    var source = work.resolve("Readme.java");
    var frame = FRAME.replace("implements Example", "implements ReadmeExample.Example");
    Files.writeString(source, frame.replace("%s", block.group(1)));
    int status =
        ToolProvider.getSystemJavaCompiler()
            .run(
                null,
                null,
                null,
                List.of(
                        "-proc:none",
                        "-d",
                        work.toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        source.toString())
                    .toArray(String[]::new));
    if (status != 0) {
      throw new AssertionError("the example of the README does not compile");
    }
    // In the package and the loader of the test, whose types are its own.
    var lookup = java.lang.invoke.MethodHandles.lookup();
    var type =
        lookup.defineClass(Files.readAllBytes(work.resolve("al/fole/itests/embed/Readme.class")));
    return (Example) type.getDeclaredConstructor().newInstance();
  }
}
