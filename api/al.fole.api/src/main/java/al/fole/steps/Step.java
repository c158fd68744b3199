// SPDX-License-Identifier: EUPL-1.2
package al.fole.steps;

import java.util.Locale;

/**
 * The points of an audited write, of sequencing, signing and publishing, in the order in which they
 * are met. Between {@link #WRITE_SEALED} and {@link #WRITE_ANSWERED} the program has no point: the
 * entries and the COMMIT travel in one round trip, and only the server can be held there.
 */
public enum Step {
  /**
   * The claim of a request that may be repeated is in the transaction; without one, the transaction
   * begins with its first statement.
   */
  WRITE_BEGUN(1),
  /** The statements of the change and of all its reactions have run; no entry is written. */
  WRITE_CHANGED(2),
  /** The node's number is taken, entries and seal are made; the next message carries COMMIT. */
  WRITE_SEALED(3),
  /** The server has answered COMMIT; nothing here has taken notice yet. */
  WRITE_ANSWERED(4),
  /** The number is closed; the caller is about to be told. */
  WRITE_ACKNOWLEDGED(5),

  /** The head is locked, and the log was found to continue all that was signed. */
  SEQUENCE_LOCKED(1),
  /** The entries have their places, not committed. */
  SEQUENCE_PLACED(2),
  /** The tiles are written, the head still says the old size. */
  SEQUENCE_GROWN(3),
  /** The head has moved; COMMIT is not sent. */
  SEQUENCE_ADVANCED(4),
  /** The places are durable; nothing is signed. */
  SEQUENCE_COMMITTED(5),

  /** The signer has the checkpoint on its disk; no signature has left it. */
  SIGN_STATE_KEPT(1),
  /** The signature is made; no database knows of it. */
  SIGN_SIGNED(2),
  /** The checkpoint is in its table, not committed. */
  SIGN_INSERTED(3),
  /** The checkpoint is durable; nobody has seen it. */
  SIGN_COMMITTED(4),

  /**
   * The content of a file is on the disk beside its name; once for each file but the checkpoint.
   */
  PUBLISH_FILE_READY(1),
  /** Tiles and bundles are there under their names, durably. */
  PUBLISH_TILES_SETTLED(2),
  /** A place has the checkpoint; once for each place. */
  PUBLISH_PLACE_TOLD(3),
  /** Every place that works has it. */
  PUBLISH_PLACES_TOLD(4),
  /** The content of the checkpoint is on the disk beside its name. */
  PUBLISH_CHECKPOINT_READY(5),
  /** The checkpoint has its name; the directory is not on the disk. */
  PUBLISH_RENAMED(6),
  /** The name is durable: the checkpoint is published. */
  PUBLISH_SETTLED(7);

  private final int number;

  Step(int number) {
    this.number = number;
  }

  /** What is under way, and its number there: {@code write-3}. */
  public String point() {
    String phase = name().substring(0, name().indexOf('_'));
    return phase.toLowerCase(Locale.ROOT) + "-" + number;
  }
}
