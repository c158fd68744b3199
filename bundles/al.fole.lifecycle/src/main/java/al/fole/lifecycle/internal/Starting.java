// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Part.State;
import al.fole.spi.Problem;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** First start, later start, and start after a crash between two steps. */
final class Starting {

  private static final Logger LOG = LoggerFactory.getLogger(Starting.class);

  private final Present present;
  private final Shelf shelf;
  private final InForce inForce;
  private final Reconciling reconciling;
  private final Pause pause;
  private final PartChanges parts;
  private final Ledger ledger;

  Starting(
      Present present,
      Shelf shelf,
      InForce inForce,
      Reconciling reconciling,
      Pause pause,
      PartChanges parts,
      Ledger ledger) {
    this.present = present;
    this.shelf = shelf;
    this.inForce = inForce;
    this.reconciling = reconciling;
    this.pause = pause;
    this.parts = parts;
    this.ledger = ledger;
  }

  /** Says of each change that was under way when the host stopped what came of it. */
  void recover() {
    Pointer now = present.pointer();
    for (Operation begun : ledger.unfinished()) {
      Problem problem = isDone(begun, now) ? null : Refusals.interrupted();
      if (begun.kind() == Kind.CONTRACT && problem == null) {
        problem = Refusals.contractionUnfinished();
      }
      Operation ended = ledger.end(begun.id(), now, problem, true, List.of());
      LOG.warn(
          "The {} begun at {} was interrupted: {}, release {} is in force as activation {}",
          begun.kind(),
          begun.begunAt(),
          ended.rule() == null ? "it is done" : ended.rule(),
          ended.release(),
          ended.activation());
    }
  }

  private static boolean isDone(Operation begun, @Nullable Pointer now) {
    if (now == null) {
      return false;
    }
    State state = now.off().getOrDefault(begun.target(), State.ENABLED);
    return switch (begun.kind()) {
      case START, APPLY, ROLLBACK -> now.activation() > begun.activation();
      case CONTRACT -> now.floor() == now.activation();
      case ENABLE -> state == State.ENABLED;
      case DISABLE -> state == State.DISABLED;
      case REMOVE -> state == State.REMOVED;
    };
  }

  /**
   * Brings what the pointer names, or what the host came with if that is new: the platform first,
   * for features of a release never run on another.
   */
  void start(Optional<Path> given) throws IOException, BundleException {
    Pointer now = present.pointer();
    if (given.isPresent()) {
      String digest = Sha256.of(given.get());
      if (now == null || !now.given().equals(digest)) {
        bringGiven(given.get(), digest);
        now = present.pointer();
      }
    }
    if (now != null) {
      ReleaseFile release = present.read(shelf.feature(now));
      present.found(release);
      bringPlatform(now);
      reconciling.reconcile(release.without(now.off().keySet()), now.activation());
      parts.rest();
      LOG.info("Release {} is in force as activation {}", now.id(), now.activation());
    }
  }

  private void bringPlatform(Pointer now) throws IOException, BundleException {
    Optional<Path> kept = shelf.platform(now);
    PlatformMove move =
        kept.isPresent()
            ? inForce.platforms().to(present.read(kept.get()).parts(), true)
            : inForce.platforms().toTheHosts(true);
    if (!move.isEmpty()) {
      pause.found(move);
    }
    inForce.retire(move);
    inForce.forgetPlatforms();
  }

  private void bringGiven(Path given, String digest) throws IOException {
    Pointer now = present.pointer();
    ReleaseFile release = present.read(given);
    Operation begun =
        ledger.begin(Doer.job("lifecycle.host"), Kind.START, release.id(), now, false);
    String version = Versions.ofRelease(release.id());
    if (now != null && now.floor() > 0 && Versions.isOlder(version, now.floorVersion())) {
      Problem problem = Refusals.contracted(now.floorVersion());
      LOG.error("The host's release {} stays out: {}", release.id(), problem.en());
      ledger.end(begun.id(), now, problem, false, List.of());
      return;
    }
    long activation = now == null ? 1 : now.activation() + 1;
    ReleaseFile kept = present.read(shelf.keep(release, Optional.empty(), activation));
    present.point(shelf.pointer(kept, activation, digest, now), kept);
    present.forgetOld();
    ledger.end(begun.id(), present.pointer(), null, false, List.of());
  }
}
