// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest.sample;

import al.fole.spi.Problem;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Where a nest is.
 *
 * @param kind of the tree
 * @param planted on
 * @param branches at most nine
 * @param estimated whether the date is
 * @param height in metres
 * @param note or null
 * @param names any
 * @param gaps may hold null
 * @param labels any
 */
public record Tree(
    Kind kind,
    LocalDate planted,
    int branches,
    boolean estimated,
    double height,
    @Nullable String note,
    List<String> names,
    @Nullable List<@Nullable String> gaps,
    @Nullable Map<String, String> labels) {

  /** Kinds of trees. */
  public enum Kind {
    OAK,
    BEECH
  }

  /** Refuses what no tree has. */
  public Tree {
    if (branches > 9) {
      throw Problem.invalid("branches", "tree-has-few-branches", "Shumë degë.", "Many branches.");
    }
    if (height < 0) {
      throw new IllegalArgumentException("under ground");
    }
    names = List.copyOf(names);
  }
}
