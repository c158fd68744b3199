// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.acceptance;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * What people are sealed under and found by, as their rows have it, and where these bytes still
 * are: in the files of the tables and of the write-ahead log of the running host's database.
 */
final class SealedBytes implements AutoCloseable {
  private static final Path PAGE =
      Path.of(System.getProperty("fole.root", "../..")).resolve("api/ERASURE.md");
  private static final Pattern BLOCK = Pattern.compile("```sql\n(.*?)```", Pattern.DOTALL);
  private static final Pattern STATEMENT = Pattern.compile("`(vacuum [^`]*);`");

  /** Keys, blind indexes, tokens nobody else has, sealed fields and details, salts. */
  private static final List<String> OF_A_PERSON =
      List.of(
          "select wrapped from store.subject_key where id = any (?)",
          "select blind from persons.number where person = any (?)",
          """
          select token from persons.token t where person = any (?)
            and not exists (select from persons.token o
                             where o.token = t.token and o.person <> t.person)""",
          """
          select unnest(array[personal_number, first_name, last_name, address, contact])
          from persons.person where id = any (?)""",
          "select sealed from journal.detail where subject = any (?)",
          "select salt from journal.event where record = any (?)");

  /** An old snapshot of somebody else keeps dead rows: the block is run again then. */
  private static final int ROUNDS = 20;

  private final Path files;
  private final Connection superuser;

  SealedBytes(Path data) throws IOException, SQLException {
    files = data.resolve("postgres/cluster");
    var coordinates = new Properties();
    try (var reader = Files.newBufferedReader(data.resolve("postgres/coordinates.properties"))) {
      coordinates.load(reader);
    }
    String password = Files.readString(data.resolve("postgres/superuser")).strip();
    superuser = DriverManager.getConnection(coordinates.getProperty("url"), "postgres", password);
  }

  /** Bytes of these people that only their rows have. */
  List<byte[]> of(List<String> ids) throws SQLException {
    var bytes = new ArrayList<byte[]>();
    for (String sql : OF_A_PERSON) {
      try (var statement = superuser.prepareStatement(sql)) {
        statement.setArray(1, superuser.createArrayOf("uuid", ids.toArray()));
        try (var row = statement.executeQuery()) {
          while (row.next()) {
            byte[] found = row.getBytes(1);
            if (found != null) {
              bytes.add(found);
            }
          }
        }
      }
    }
    return bytes;
  }

  /**
   * Everything that was changed so far stands in the files; some of it also among the statistics,
   * where the server copies values of every column by and by.
   */
  void flush() throws SQLException {
    run("analyze; checkpoint");
  }

  /**
   * What the operator does to close the window, as the page says it, until nothing is found or he
   * would give up.
   *
   * @return how many are still found
   */
  int behindTheWindow(List<byte[]> secrets) throws IOException, SQLException {
    String page = Files.readString(PAGE, UTF_8);
    List<String> blocks = BLOCK.matcher(page).results().map(block -> block.group(1)).toList();
    List<String> beside =
        STATEMENT.matcher(page).results().map(statement -> statement.group(1)).toList();
    run(blocks.get(0));
    int left = secrets.size();
    for (int round = 0; round < ROUNDS && left > 0; round++) {
      for (String statement : beside) {
        run(statement);
      }
      run(blocks.get(1));
      left = found(secrets);
    }
    return left;
  }

  private void run(String block) throws SQLException {
    for (String sql : block.split(";", -1)) {
      if (!sql.isBlank()) {
        try (var statement = superuser.createStatement()) {
          statement.execute(sql.strip());
        }
      }
    }
  }

  /** How many of them are in any file of the database, its write-ahead log among them. */
  int found(List<byte[]> secrets) throws IOException {
    var sought = new Sought(secrets);
    WrittenFiles.show(files, (file, text) -> sought.look(text.getBytes(ISO_8859_1)));
    return sought.found.size();
  }

  /** Many texts looked for in one reading, by their first eight bytes. */
  private static final class Sought {
    private static final int BEGINNING = 8;
    private static final int FIRST_THREE = 40;

    private final Map<Long, List<byte[]>> byBeginning = new HashMap<>();
    private final BitSet begun = new BitSet(1 << 24);
    private final Set<ByteBuffer> found = new HashSet<>();

    Sought(List<byte[]> secrets) {
      for (byte[] secret : secrets) {
        long beginning = ByteBuffer.wrap(secret).getLong();
        byBeginning.computeIfAbsent(beginning, b -> new ArrayList<>()).add(secret);
        begun.set((int) (beginning >>> FIRST_THREE));
      }
    }

    void look(byte[] file) {
      long window = 0;
      for (int i = 0; i < file.length; i++) {
        window = window << 8 | file[i] & 0xff;
        if (i >= BEGINNING - 1 && begun.get((int) (window >>> FIRST_THREE))) {
          compare(file, i - BEGINNING + 1, byBeginning.getOrDefault(window, List.of()));
        }
      }
    }

    private void compare(byte[] file, int from, List<byte[]> secrets) {
      for (byte[] secret : secrets) {
        int end = from + secret.length;
        if (end <= file.length && Arrays.equals(file, from, end, secret, 0, secret.length)) {
          found.add(ByteBuffer.wrap(secret));
        }
      }
    }
  }

  @Override
  public void close() throws SQLException {
    superuser.close();
  }
}
