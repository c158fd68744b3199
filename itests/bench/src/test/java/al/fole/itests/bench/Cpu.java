// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.bench;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.stream.IntStream;
import javax.sql.DataSource;

/**
 * CPU seconds, as Linux counts them.
 *
 * @param host of the host's process
 * @param postgres of PostgreSQL with all that belongs to it, ended processes too
 */
record Cpu(double host, double postgres) {
  static final Cpu NONE = new Cpu(0, 0);

  /** Ticks of /proc in a second, on every Linux there is. */
  private static final double TICKS = 100;

  Cpu plus(Cpu other) {
    return new Cpu(host + other.host, postgres + other.postgres);
  }

  Cpu since(Cpu before) {
    return new Cpu(host - before.host, postgres - before.postgres);
  }

  /** This process, and a PostgreSQL. */
  static Cpu now(long postmaster) throws IOException {
    return new Cpu(of(ProcessHandle.current().pid()), ofTree(postmaster));
  }

  /** The process that started the server's sessions; on this machine. */
  static long postmaster(DataSource server) throws SQLException {
    try (var connection = server.getConnection();
        var statement = connection.createStatement();
        var row = statement.executeQuery("select pg_backend_pid()")) {
      row.next();
      return ProcessHandle.of(row.getLong(1)).flatMap(ProcessHandle::parent).orElseThrow().pid();
    }
  }

  /** A process by itself. */
  static double of(long pid) throws IOException {
    return seconds(pid, 2);
  }

  /** A process with its children, and with those it has seen the end of. */
  static double ofTree(long pid) throws IOException {
    double sum = seconds(pid, 4);
    for (var child : ProcessHandle.of(pid).orElseThrow().children().toList()) {
      if (child.isAlive()) {
        sum += of(child.pid());
      }
    }
    return sum;
  }

  /** utime, stime, cutime, cstime: the first so many. They follow the name by eleven fields. */
  private static double seconds(long pid, int count) throws IOException {
    var line = Files.readString(Path.of("/proc/" + pid + "/stat"));
    var fields = line.substring(line.lastIndexOf(')') + 2).split(" ", -1);
    return IntStream.range(0, count).mapToLong(i -> Long.parseLong(fields[11 + i])).sum() / TICKS;
  }
}
