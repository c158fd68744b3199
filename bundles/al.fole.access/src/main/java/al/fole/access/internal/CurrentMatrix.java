// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.store.ReadTx;
import al.fole.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.time.LocalDate;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * The access matrix as it is now. The look-up of a session, which every request makes, brings the
 * version of the matrix with it: a change holds for the next request on every host. Whoever asks
 * without a session has what was at hand, and before a refusal what is a tenth of a second old at
 * most. Nothing of accounts is kept here.
 */
@Component(service = CurrentMatrix.class, configurationPid = "al.fole.access")
public final class CurrentMatrix {

  static final Duration KEPT_BEFORE_REFUSAL = Duration.ofMillis(100);

  private final Store store;
  private final InstantSource time;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Kept kept;

  /**
   * @param version of the matrix, read before it
   * @param day it is valid on
   * @param seen when it was last known to be the current one
   */
  private record Kept(Matrix matrix, long version, LocalDate day, Instant seen) {
    boolean is(long current, LocalDate today) {
      return version == current && day.equals(today);
    }
  }

  /** Reads the schema's matrix. */
  @Activate
  public CurrentMatrix(@Reference AccessSchema schema) {
    this(schema.store(), InstantSource.system());
  }

  CurrentMatrix(Store store, InstantSource time) {
    this.store = store;
    this.time = time;
  }

  /** What the look-up of a session brought; what is at hand afterwards is no older. */
  void uphold(long version, LocalDate today) {
    read(known -> known.is(version, today));
  }

  /** The matrix; compared with the database when the one at hand would refuse. */
  Matrix where(Predicate<Matrix> allowed) {
    var matrix = now();
    return allowed.test(matrix) ? matrix : fresh();
  }

  /** The matrix at hand. */
  Matrix now() {
    return read(known -> true);
  }

  /** The matrix, a tenth of a second old at most; whoever is about to be refused waits for it. */
  Matrix fresh() {
    return read(known -> time.instant().isBefore(known.seen().plus(KEPT_BEFORE_REFUSAL)));
  }

  /** The matrix at hand when it is good enough, or the one of the database. */
  private Matrix read(Predicate<Kept> enough) {
    var known = kept;
    if (known != null && enough.test(known)) {
      return known.matrix();
    }
    loading.lock();
    try {
      var before = kept;
      if (before == null || !enough.test(before)) {
        var at = time.instant();
        before = store.read(SystemActor.of("access.matrix"), tx -> load(tx, kept, at));
        kept = before;
      }
      return before.matrix();
    } finally {
      loading.unlock();
    }
  }

  private static Kept load(ReadTx tx, @Nullable Kept before, Instant at) {
    var mapper = tx.mapper(MatrixMapper.class);
    long version = mapper.version();
    if (before != null && before.is(version, tx.today())) {
      return new Kept(before.matrix(), version, tx.today(), at);
    }
    Map<String, List<MatrixMapper.PurposeRow>> purposes =
        mapper.purposes(tx.today()).stream()
            .collect(Collectors.groupingBy(MatrixMapper.PurposeRow::role));
    var roles =
        mapper.roles(tx.today()).stream()
            .map(
                row ->
                    new Matrix.Role(
                        row.code(),
                        row.reach(),
                        row.kinds() == null ? List.of() : List.copyOf(row.kinds()),
                        row.login(),
                        row.sq(),
                        row.en(),
                        row.ground(),
                        purposes.getOrDefault(row.code(), List.of()).stream()
                            .map(MatrixMapper.PurposeRow::purpose)
                            .toList()))
            .toList();
    var territory = new Territory(mapper.units(), new HashSet<>(mapper.territorialKinds()));
    var matrix = Matrix.of(roles, territory, mapper.permissions(), mapper.policies(tx.today()));
    return new Kept(matrix, version, tx.today(), at);
  }
}
