// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import java.io.IOException;
import java.lang.reflect.Method;
import java.nio.file.Files;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The routes of one bundle: those its resource classes have and those its {@code openapi.json}
 * tells of, both as {@code GET /persons/{}/history}.
 *
 * @param bundle file name
 * @param present by annotation
 * @param described by the document
 */
record Routes(String bundle, Set<String> present, Set<String> described) {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Pattern PROPERTY =
      Pattern.compile("<property name=\"([^\"]+)\"[^>]*?(?:value=\"([^\"]*)\"|>([^<]*)<)");
  private static final Set<String> METHODS = Set.of("get", "put", "post", "delete", "patch");

  Set<String> undescribed() {
    return without(present, described);
  }

  Set<String> imagined() {
    return without(described, present);
  }

  /** Those of our bundles in the release. */
  static List<Routes> ofRelease() throws IOException {
    var all = new ArrayList<Routes>();
    for (java.nio.file.Path jar : jars()) {
      all.add(of(jar));
    }
    return all;
  }

  private static List<java.nio.file.Path> jars() throws IOException {
    var ours =
        java.nio.file.Path.of(
            System.getProperty("fole.root"), "features/target/release/repository/al/fole");
    try (Stream<java.nio.file.Path> files = Files.walk(ours)) {
      return files.filter(f -> f.toString().endsWith(".jar")).sorted().toList();
    }
  }

  private static Routes of(java.nio.file.Path path) throws IOException {
    try (var jar = new JarFile(path.toFile())) {
      return new Routes(
          path.getFileName().toString(), present(jar), described(document(jar).path("paths")));
    }
  }

  private static JsonNode document(JarFile jar) throws IOException {
    JarEntry entry = jar.getJarEntry("openapi.json");
    return entry == null
        ? JsonNodeFactory.instance.objectNode()
        : JSON.readTree(jar.getInputStream(entry));
  }

  private static Set<String> described(JsonNode paths) {
    var found = new TreeSet<String>();
    for (var path : paths.properties()) {
      for (var operation : path.getValue().properties()) {
        if (METHODS.contains(operation.getKey())) {
          found.add(route(operation.getKey(), path.getKey()));
        }
      }
    }
    return found;
  }

  private static Set<String> present(JarFile jar) throws IOException {
    String base = null;
    for (JarEntry entry : jar.stream().filter(e -> e.getName().startsWith("OSGI-INF/")).toList()) {
      String xml = new String(jar.getInputStream(entry).readAllBytes(), UTF_8);
      base = properties(xml).getOrDefault("osgi.jakartars.application.base", base);
    }
    var found = new TreeSet<String>();
    for (JarEntry entry :
        jar.stream().filter(e -> e.getName().endsWith("Resource.class")).toList()) {
      String type = entry.getName().replace('/', '.').replaceFirst("\\.class$", "");
      found.addAll(ofClass(type, base == null ? "?" : base));
    }
    return found;
  }

  private static Map<String, String> properties(String xml) {
    var found = new HashMap<String, String>();
    Matcher property = PROPERTY.matcher(xml);
    while (property.find()) {
      found.put(
          property.group(1), property.group(2) != null ? property.group(2) : property.group(3));
    }
    return found;
  }

  private static Set<String> ofClass(String name, String base) {
    var found = new TreeSet<String>();
    try {
      Class<?> type = Class.forName(name, false, Routes.class.getClassLoader());
      Path prefix = type.getAnnotation(Path.class);
      for (Method method : type.getDeclaredMethods()) {
        for (var annotation : method.getAnnotations()) {
          HttpMethod http = annotation.annotationType().getAnnotation(HttpMethod.class);
          if (http != null) {
            Path own = method.getAnnotation(Path.class);
            found.add(
                route(
                    http.value(),
                    String.join("/", "", base, prefix.value(), own == null ? "" : own.value())));
          }
        }
      }
    } catch (ClassNotFoundException e) {
      throw new AssertionError(e);
    }
    return found;
  }

  private static String route(String method, String path) {
    String plain = path.replaceAll("\\{[^}]*\\}", "{}").replaceAll("/+", "/");
    return method.toUpperCase(Locale.ROOT)
        + " "
        + (plain.endsWith("/") ? plain.substring(0, plain.length() - 1) : plain);
  }

  private static Set<String> without(Set<String> some, Set<String> others) {
    var left = new TreeSet<>(some);
    left.removeAll(others);
    return left;
  }

  /** {@code $ref}s to what no bundle of the release has. */
  static List<String> danglingReferences() throws IOException {
    var documents = new ArrayList<JsonNode>();
    for (java.nio.file.Path path : jars()) {
      try (var jar = new JarFile(path.toFile())) {
        documents.add(document(jar));
      }
    }
    return documents.stream()
        .flatMap(d -> d.findValuesAsText("$ref").stream())
        .distinct()
        .filter(ref -> documents.stream().allMatch(d -> d.at(ref.substring(1)).isMissingNode()))
        .toList();
  }
}
