// SPDX-License-Identifier: EUPL-1.2
package al.fole.access;

import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Ref;
import al.fole.store.Tx;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The decision who may do what where. Every refusal is in the journal before it is thrown. */
@ProviderType
public interface Access {

  /**
   * @param record what it is about, or null
   * @throws Problem FORBIDDEN naming the permission; rule {@code account-limited} for an account
   *     that reads only
   */
  void require(Actor actor, Permission permission, @Nullable Ref record);

  /** Whether the actor has the permission on any record at all; writes nothing. */
  boolean allows(Actor actor, Permission permission);

  /**
   * Demands that the person behind the session has proved who he is within the last five minutes:
   * by signing in, or by {@code POST /access/sessions/current/reauthentication}. Asked beside
   * {@link #require} for what must not happen at a desk somebody left: an export, an unsealing, the
   * grant of a role (ASVS 7.5.3). A job of the system and a session of the parent have proved
   * nothing.
   *
   * @throws Problem FORBIDDEN {@code reauthentication-required}
   */
  void requireFresh(Actor actor);

  /**
   * What the actor's statements may touch when they act under the permission; {@link Scope#NOTHING}
   * when he does not have it.
   */
  Scope scope(Actor actor, Permission permission);

  /** Whether the field group is shown on any record at all under the permission. */
  boolean shows(Actor actor, Permission permission, FieldGroup group);

  /**
   * The answer for a record that is not there or out of scope; the attempt is in the journal when
   * this returns. {@code orElseThrow(() -> access.absent(actor, ref))}.
   */
  Problem absent(Actor actor, Ref record);

  /**
   * Opens a subject to a unit from today; the same open row again changes nothing.
   *
   * @param subject person, case or family
   * @param via record the relation derives from; the subject itself when it stands alone
   * @param relation upper-case code, for example {@code REGISTERED} or {@code INSTITUTION}
   */
  void open(Tx tx, UUID subject, UUID via, String unit, String relation);

  /**
   * Opens a subject to an account or a mandate from today; the same open row again changes nothing.
   *
   * @param holder id of the account or mandate
   * @param relation upper-case code, for example {@code ASSIGNED} or {@code MANDATE}
   */
  void entrust(Tx tx, UUID subject, UUID via, UUID holder, String relation);

  /**
   * Opens a subject to an account or a mandate for a time, which is real time; another such row
   * that is still open is prolonged.
   *
   * @param relation upper-case code, for example {@code BREAK_GLASS}
   * @param length positive
   */
  void entrust(Tx tx, UUID subject, UUID via, UUID holder, String relation, Duration length);

  /** Closes the open rows of a subject that came through {@code via}, from today. */
  void close(Tx tx, UUID subject, UUID via);

  /** Closes the open rows of one holder that came through {@code via}, from today. */
  void release(Tx tx, UUID subject, UUID via, UUID holder);

  /**
   * Puts an account in charge of a holder from today: it reaches what the holder holds.
   *
   * @param holder another account that it monitors, or a mandate
   * @param charge {@code MONITORED} or {@code MANDATE}
   */
  void charge(Tx tx, UUID account, UUID holder, String charge);

  /** Ends what {@link #charge} began, from today. */
  void discharge(Tx tx, UUID account, UUID holder);

  /**
   * Says how a subject stands from now on: what is CLOSED is read and no longer changed, by both
   * walls. A seal outlasts whatever is said after it.
   */
  void settle(Tx tx, UUID subject, Standing standing);

  /** The actor of a named job; runs under the jobs role, in every scope. */
  Actor system(String job);

  /**
   * The actor behind a session of the parent, for what the parent asks in process.
   *
   * @param token as in {@link al.fole.spi.host.ParentIdentities}
   * @throws Problem UNAUTHENTICATED when the session is unknown, ended or its user disabled;
   *     UNAVAILABLE {@code parent} when the parent does not answer
   */
  Actor parent(String token);
}
