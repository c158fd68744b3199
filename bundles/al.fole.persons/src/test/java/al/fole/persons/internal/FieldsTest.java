// SPDX-License-Identifier: EUPL-1.2
package al.fole.persons.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/**
 * itests/fields.csv is the one place that says of each field whether it is primary or secondary.
 */
class FieldsTest {

  @Test
  void everyFieldOfTheSchemaIsDeclared() throws IOException {
    List<String[]> declared =
        Files.readAllLines(root().resolve("itests/fields.csv")).stream()
            .map(line -> line.split(",", 5))
            .filter(fields -> fields[0].equals("persons"))
            .toList();
    for (String[] fields : declared) {
      assertTrue(List.of("primary", "secondary").contains(fields[3]), String.join(",", fields));
    }
    try (var world = new PersonsWorld()) {
      assertEquals(
          world.texts(
              """
              select table_name || '.' || column_name from information_schema.columns
              where table_schema = 'persons' order by table_name, ordinal_position"""),
          declared.stream().map(fields -> fields[1] + "." + fields[2]).toList());
    }
  }

  private static Path root() {
    for (Path at = Path.of("").toAbsolutePath(); at != null; at = at.getParent()) {
      if (Files.isDirectory(at.resolve(".mvn"))) {
        return at;
      }
    }
    throw new IllegalStateException("not inside the checkout");
  }
}
