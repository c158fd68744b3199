// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.store.ReadTx;
import al.fole.store.Store;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
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
 * The access matrix as it is now. It is read again every half minute, and before a refusal when
 * what is at hand is older than a tenth of a second: a new grant works at once, an ended one for
 * half a minute at most. Nothing of accounts is kept here.
 */
@Component(service = CurrentMatrix.class, configurationPid = "al.fole.access")
public final class CurrentMatrix {

  static final Duration KEPT = Duration.ofSeconds(30);
  static final Duration KEPT_BEFORE_REFUSAL = Duration.ofMillis(100);

  private final Store store;
  private final InstantSource time;
  private final ReentrantLock loading = new ReentrantLock();
  private volatile @Nullable Kept kept;

  private record Kept(Matrix matrix, Instant at) {}

  /** Reads the schema's matrix. */
  @Activate
  public CurrentMatrix(@Reference AccessSchema schema) {
    this(schema.store(), InstantSource.system());
  }

  CurrentMatrix(Store store, InstantSource time) {
    this.store = store;
    this.time = time;
  }

  /** The matrix; fresh when the one at hand would refuse. */
  Matrix where(Predicate<Matrix> allowed) {
    var matrix = now();
    return allowed.test(matrix) ? matrix : fresh();
  }

  /** The matrix, half a minute old at most unless somebody is reading it just now. */
  Matrix now() {
    var known = kept;
    if (known != null && (isYoung(known, KEPT) || loading.isLocked())) {
      return known.matrix();
    }
    return read(KEPT);
  }

  /** The matrix, a tenth of a second old at most; whoever is about to be refused waits for it. */
  Matrix fresh() {
    return read(KEPT_BEFORE_REFUSAL);
  }

  private Matrix read(Duration age) {
    loading.lock();
    try {
      var meanwhile = kept;
      if (meanwhile == null || !isYoung(meanwhile, age)) {
        var at = time.instant();
        meanwhile = new Kept(store.read(SystemActor.of("access.matrix"), CurrentMatrix::load), at);
        kept = meanwhile;
      }
      return meanwhile.matrix();
    } finally {
      loading.unlock();
    }
  }

  private boolean isYoung(Kept known, Duration age) {
    return time.instant().isBefore(known.at().plus(age));
  }

  private static Matrix load(ReadTx tx) {
    var mapper = tx.mapper(MatrixMapper.class);
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
                        row.sq(),
                        row.en(),
                        row.ground(),
                        purposes.getOrDefault(row.code(), List.of()).stream()
                            .map(MatrixMapper.PurposeRow::purpose)
                            .toList()))
            .toList();
    return Matrix.of(roles, mapper.units(), mapper.grants(tx.today()));
  }
}
