// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The tests of the whole project as they are written. */
final class TestSources {
  private static final Pattern TYPE = Pattern.compile("\"([a-z]{2,20}\\.[a-z]+(?:-[a-z]+)*)\"");
  private static final Pattern METHOD = Pattern.compile("\\bvoid (\\w+)\\(");

  private static final Pattern EVENT = Pattern.compile("@EventType\\(\\s*name = \"([a-z.-]+)\"");

  private final TreeMap<String, String> texts = new TreeMap<>();
  private final Set<String> events = new TreeSet<>();

  private TestSources() {}

  static TestSources read() {
    var root = Path.of(System.getProperty("fole.root", "../.."));
    var sources = new TestSources();
    try (Stream<Path> files = Files.walk(root)) {
      for (var file : files.filter(TestSources::isSource).toList()) {
        var text = Files.readString(file);
        if (isTest(file)) {
          sources.texts.put(root.relativize(file).toString(), text);
        } else {
          EVENT.matcher(text).results().forEach(it -> sources.events.add(it.group(1)));
        }
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    return sources;
  }

  private static boolean isSource(Path file) {
    var path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && path.contains("/src/") && !path.contains("/target/");
  }

  private static boolean isTest(Path file) {
    var path = file.toString().replace('\\', '/');
    return path.endsWith(".java") && path.contains("/src/test/java/") && !path.contains("/target/");
  }

  /** Names of classes, each alone and as {@code cases.CodesTest}. */
  Set<String> classes() {
    var names = new TreeSet<String>();
    texts.keySet().forEach(path -> names.addAll(names(path)));
    return names;
  }

  /** Methods as {@code CodesTest#anUnknownCodeIsRefused}, also with the name of the module. */
  Set<String> methods() {
    var names = new TreeSet<String>();
    texts.forEach(
        (path, text) ->
            METHOD
                .matcher(text)
                .results()
                .forEach(found -> names(path).forEach(n -> names.add(n + "#" + found.group(1)))));
    return names;
  }

  /** Every text that may be the type of an entry, and what the events of the project are called. */
  Set<String> types() {
    var types = new TreeSet<>(events);
    texts
        .values()
        .forEach(text -> TYPE.matcher(text).results().forEach(it -> types.add(it.group(1))));
    return types;
  }

  private static Set<String> names(String path) {
    var parts = path.replace('\\', '/').split("/", -1);
    var name = parts[parts.length - 1].replaceFirst("\\.java$", "");
    return Set.of(name, parts[1].replaceFirst("^al\\.fole\\.", "") + "." + name);
  }
}
