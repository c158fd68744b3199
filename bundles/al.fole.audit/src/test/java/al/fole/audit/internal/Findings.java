// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import al.fole.verify.Verify;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

/**
 * What is found after a life: rows against entries, places in the log, and every checkpoint that
 * was ever seen anywhere against the log as it is now.
 */
final class Findings implements AutoCloseable {
  private static final Map<String, String> QUESTIONS = new LinkedHashMap<>();

  static {
    QUESTIONS.put(
        "versions of rows without exactly one entry",
        """
        select count(*) from deeds.deed d, generate_series(1, d.version) v where 1 <> (
          select count(*) from journal.event e join journal.entry on id = e.entry
          where e.record = d.id and e.record_version = v)""");
    QUESTIONS.put(
        "entries without a row",
        """
        select count(*) from journal.event e where e.type = 'deeds.done' and not exists (
          select 1 from deeds.deed d where d.id = e.record and d.version >= e.record_version)""");
    QUESTIONS.put(
        "entries without what they tell, or the other way round",
        """
        select count(*) from journal.entry n full join journal.event e on e.entry = n.id
        where n.id is null or e.entry is null""");
    QUESTIONS.put(
        "versions without their operation, or the other way round",
        """
        select count(*) from journal.event e full join deeds.operation o
          on o.deed = e.record and o.version = e.record_version
        where o.deed is null and e.type = 'deeds.done' or e.entry is null""");
    QUESTIONS.put(
        "operations done twice",
        """
        select count(*) from (
          select from deeds.operation group by operation, deed having count(*) > 1) twice""");
    QUESTIONS.put(
        "new deeds made twice by one operation",
        """
        select count(*) from (
          select from deeds.operation where version = 1
          group by operation having count(*) > 1) twice""");
    QUESTIONS.put(
        "entries without a place, or places without an entry",
        """
        select count(*) from journal.entry e full join journal.sequence s on s.entry = e.id
        where e.id is null or s.entry is null""");
    QUESTIONS.put(
        "holes and doubles among the places",
        """
        select count(*) - count(distinct entry) + coalesce(max(log_index), -1) + 1 - count(*)
        from journal.sequence""");
  }

  private final Life.Installation of;
  private final Connection superuser;
  private final Map<String, SignedState> seen = new LinkedHashMap<>();

  /** What of it was compared already, and with which leaves. */
  private final Set<String> compared = new HashSet<>();

  private List<String> before = List.of();
  private final Map<String, String> signed = new TreeMap<>();

  Findings(Life.Installation of) throws SQLException {
    this.of = of;
    superuser = of.database().superuser().getConnection();
  }

  long number(String sql) throws SQLException {
    try (var statement = superuser.createStatement();
        var rows = statement.executeQuery(sql)) {
      rows.next();
      return rows.getLong(1);
    }
  }

  long entries() throws SQLException {
    return number("select count(*) from journal.entry");
  }

  /** Keeps what can be seen of checkpoints now: in the tables, at the places, in the files. */
  void look() throws SQLException, IOException {
    try (var statement = superuser.createStatement();
        var rows = statement.executeQuery("select note from audit.checkpoint")) {
      while (rows.next()) {
        saw(rows.getString(1));
      }
    }
    for (Path place : of.places()) {
      for (String note : notes(place)) {
        saw(note);
      }
    }
    for (Path file : List.of(of.log().resolve("checkpoint"), of.keys().resolve("signer.state"))) {
      if (Files.exists(file) && Files.size(file) > 0) {
        saw(Files.readString(file));
      }
    }
  }

  private static List<String> notes(Path place) throws IOException {
    var notes = new ArrayList<String>();
    if (Files.isDirectory(place)) {
      try (var logs = Files.list(place)) {
        for (Path log : logs.toList()) {
          var parts = Files.readString(log.resolve("checkpoints")).split("\n\n", -1);
          for (int i = 0; i + 1 < parts.length; i += 2) {
            notes.add(parts[i] + "\n\n" + parts[i + 1] + "\n");
          }
        }
      }
    }
    return notes;
  }

  private void saw(String note) {
    var state = SignedState.parse(note.getBytes(UTF_8));
    String body = String.join("\n", note.split("\n", 4)[1], note.split("\n", 4)[2]);
    seen.putIfAbsent(body, state);
    if (note.contains("\n\n")) {
      signed.put("%012d %s".formatted(state.size(), body.substring(body.indexOf('\n') + 1)), note);
    }
  }

  /** How many different checkpoints were seen. */
  int checkpoints() {
    return seen.size();
  }

  /** Fails where anything is not as it must be; the log has come to rest. */
  void requireWhole(String when) throws SQLException, IOException {
    look();
    for (var question : QUESTIONS.entrySet()) {
      assertEquals(0, number(question.getValue()), when + ": " + question.getKey());
    }
    var hashes = new ArrayList<byte[]>();
    try (var statement = superuser.createStatement();
        var rows =
            statement.executeQuery(
                "select e.leaf from journal.sequence s join journal.entry e on e.id = s.entry"
                    + " order by s.log_index")) {
      while (rows.next()) {
        hashes.add(Tree.leaf(rows.getBytes(1)));
      }
    }
    var leaves = hashes.stream().map(HexFormat.of()::formatHex).toList();
    assertEquals(before, leaves.subList(0, before.size()), when + ": the beginning has changed");
    before = leaves;
    for (var one : seen.entrySet()) {
      var state = one.getValue();
      if (compared.add(one.getKey())) {
        assertTrue(state.size() <= hashes.size(), when + ": more was signed than there is");
        var first = hashes.subList(0, (int) state.size());
        assertArrayEquals(TreeTest.root(first), state.root(), when + ": a fork at " + state.size());
      }
    }
  }

  /** Has the stand-alone verifier judge the whole log against every checkpoint seen. */
  String verified() throws IOException {
    Path notes = Files.createDirectories(of.home().resolve("seen"));
    var arguments = new ArrayList<String>(List.of("full", of.log().toString()));
    arguments.addAll(List.of("--seal-key", of.keys().resolve("seal.key").toString()));
    int number = 0;
    for (String note : signed.values()) {
      Path file = Files.writeString(notes.resolve(Integer.toString(number++)), note);
      arguments.addAll(List.of("--earlier", file.toString()));
    }
    arguments.addAll(List.of("--lang", "en"));
    var said = new ByteArrayOutputStream();
    int exit = Verify.run(new PrintStream(said, true, UTF_8), arguments.toArray(String[]::new));
    String text = said.toString(UTF_8).strip();
    // 3: numbers of transactions that a crash left unresolved are named as such.
    assertTrue(exit == 0 || exit == 3, text);
    return text;
  }

  @Override
  public void close() throws SQLException {
    superuser.close();
  }
}
