// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;

/** itests/fields.csv says of each field whether it is primary or secondary. */
class FieldsTest {

  @Test
  void everyFieldOfTheSchemaIsDeclared() throws IOException {
    List<String[]> declared =
        Files.readAllLines(root().resolve("itests/fields.csv")).stream()
            .map(line -> line.split(",", 5))
            .filter(fields -> fields[0].equals("access"))
            .toList();
    try (var world = new AccessWorld()) {
      assertEquals(
          declared.size(),
          world.fixture.number(
              "select count(*) from information_schema.columns where table_schema = 'access'"));
      for (String[] field : declared) {
        assertTrue(List.of("primary", "secondary").contains(field[3]), String.join(",", field));
        assertEquals(
            1,
            world.fixture.number(
                "select count(*) from information_schema.columns where table_schema = 'access'"
                    + " and table_name = ? and column_name = ?",
                field[1],
                field[2]),
            String.join(",", field));
      }
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
