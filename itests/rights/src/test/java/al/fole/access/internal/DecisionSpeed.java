// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import static java.util.stream.Collectors.flatMapping;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toSet;

import al.fole.access.FieldGroup;
import al.fole.access.Standing;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import org.casbin.jcasbin.main.Enforcer;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** One decision, and the same by jCasbin from the same rows; run by {@link DecisionBench}. */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
@SuppressWarnings("NullAway.Init") // JMH sets it up
public class DecisionSpeed {
  private static final int QUESTIONS = 1024;

  /** The file with the rows, one a line. */
  @Param("")
  public String rows;

  private record Question(
      String role,
      String permission,
      String purpose,
      FieldGroup group,
      Relation relation,
      Standing standing) {}

  private final Question[] asked = new Question[QUESTIONS];
  private final Object[][] words = new Object[QUESTIONS][];
  private Rights rights;
  private Enforcer casbin;
  private int next;

  /**
   * Half of the questions are cells that are given; half take the rest from another row.
   *
   * @throws IllegalStateException when the two do not answer alike
   */
  @Setup
  public void setUp() throws IOException {
    List<RightsRow> all = RightsRow.read(Path.of(rows));
    rights =
        Rights.of(
            all.stream()
                .map(row -> new Asked(code(row), row.act(), row.object(), false))
                .distinct()
                .toList(),
            all.stream().map(RightsRow::policy).toList(),
            all.stream()
                .collect(
                    groupingBy(
                        RightsRow::role, flatMapping(row -> row.purposes().stream(), toSet()))));
    casbin = CasbinRights.of(all);
    var random = new Random(5);
    for (int i = 0; i < QUESTIONS; i++) {
      var a = all.get(random.nextInt(all.size()));
      var b = i % 2 == 0 ? a : all.get(random.nextInt(all.size()));
      var it =
          new Question(
              a.role(),
              code(a),
              one(b.purposes(), random),
              FieldGroup.valueOf(one(b.groups(), random)),
              Relation.valueOf(one(b.relations(), random)),
              Standing.valueOf(one(b.states(), random)));
      asked[i] = it;
      words[i] =
          new Object[] {
            a.role(),
            a.act(),
            a.object(),
            it.relation.name(),
            it.standing.name(),
            it.group.name(),
            it.purpose
          };
      if (decide(it) != casbin.enforce(words[i])) {
        throw new IllegalStateException("not the same answer: " + it);
      }
    }
  }

  private static String code(RightsRow row) {
    return RightsWorld.code(row.act(), row.object());
  }

  private static String one(List<String> of, Random random) {
    return of.get(random.nextInt(of.size()));
  }

  private boolean decide(Question it) {
    return rights.permits(it.role, it.permission, it.purpose, it.group, it.relation, it.standing);
  }

  private int turn() {
    next = (next + 1) & (QUESTIONS - 1);
    return next;
  }

  @Benchmark
  public boolean fole() {
    return decide(asked[turn()]);
  }

  @Benchmark
  public boolean casbin() {
    return casbin.enforce(words[turn()]);
  }
}
