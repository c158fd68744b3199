// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.Frozen;
import al.fole.keys.Signer;
import al.fole.spi.Problem;
import al.fole.steps.Step;
import al.fole.steps.Steps;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Signs checkpoints with the key whose turn it is. The last signed checkpoint, and the turn, are on
 * disk, outside the database, before a signature leaves this class: a database that was set back
 * behind it cannot get a second, different history signed, nor the key before this one.
 */
@Component(configurationPid = "al.fole.keys")
public final class CheckpointSigner implements Signer {
  private final FileKeys keys;
  private final SignerState state;
  private final Steps steps;

  /** The signer of an installation. */
  @Activate
  public CheckpointSigner(@Reference FileKeys keys, BundleContext context) {
    this(keys, Steps.of(context.getProperty(Steps.HOLD)));
  }

  /** The same, without a framework. */
  public CheckpointSigner(FileKeys keys) {
    this(keys, Steps.NONE);
  }

  /**
   * @param steps told of each point of signing
   */
  public CheckpointSigner(FileKeys keys, Steps steps) {
    this.keys = keys;
    this.steps = steps;
    state = keys.signerState();
  }

  @Override
  public byte[] publicKey() {
    return key(current(turns())).publicKey();
  }

  @Override
  public List<byte[]> keys() {
    return keys.signers().values().stream().map(SigningKey::publicKey).toList();
  }

  @Override
  public Optional<byte[]> next() {
    return following(current(turns())).map(name -> key(name).publicKey());
  }

  @Override
  public List<String> lines(byte[] checkpoint, long announced) {
    var next = CheckpointText.parse(checkpoint);
    return state.alone(
        () -> {
          var turns = turnsAt(next, announced);
          state.ring().write(turns);
          state.write(next);
          steps.reached(Step.SIGN_STATE_KEPT);
          return lines(turns, next, checkpoint);
        });
  }

  @Override
  public byte[] sign(byte[] checkpoint) {
    lines(checkpoint, -1);
    var origin = CheckpointText.parse(checkpoint).origin();
    return key(current(turns())).sign(origin, checkpoint);
  }

  @Override
  public Optional<byte[]> last() {
    return state.last().map(CheckpointText::bytes);
  }

  @Override
  public Optional<Frozen> frozen(String origin) {
    return Optional.ofNullable(state.frozen().get(origin));
  }

  @Override
  public boolean signed(String text) {
    return SignedNote.parse(text).flatMap(it -> it.checkpointOf(keys.signers())).isPresent();
  }

  @Override
  public boolean heed(String text) {
    var note = SignedNote.parse(text);
    var ours = note.flatMap(it -> it.checkpointOf(keys.signers()));
    if (ours.isPresent()) {
      state.alone(() -> met(ours.get()));
      return true;
    }
    var end = note.flatMap(it -> FrozenText.of(it.text()));
    if (end.isPresent()
        && !note.get().signers(end.get().last().origin(), keys.signers()).isEmpty()) {
      state.alone(() -> ended(end.get(), text));
      return true;
    }
    return false;
  }

  @Override
  public Frozen freeze(String reason) {
    return state.alone(
        () -> {
          var last = state.last().orElseThrow(CheckpointSigner::notOrdered);
          var before = state.frozen().get(last.origin());
          if (before != null) {
            return before;
          }
          if (!state.ordered(last)) {
            throw notOrdered();
          }
          var end = new FrozenText(last, reason);
          String note =
              new String(end.bytes(), UTF_8)
                  + "\n"
                  + String.join("", lines(turns(), last, end.bytes()));
          state.freeze(note);
          return new Frozen(note, end.successor());
        });
  }

  /** What another host signed becomes the last one here, when it goes beyond it. */
  private boolean met(SignedNote.Ours ours) throws IOException {
    var body = ours.body();
    var last = state.last();
    boolean former = state.frozen().containsKey(body.origin());
    if (last.isPresent()) {
      boolean same = last.get().origin().equals(body.origin());
      if ((same && last.get().size() > body.size()) || (!same && former)) {
        return true;
      }
      boolean outOfTurn = same && precedes(ours.latest(), current(turns()));
      if (outOfTurn || (!last.get().mayBecome(body) && !follows(last.get(), body))) {
        throw contradiction(last.get(), body);
      }
    }
    if (!last.equals(Optional.of(body))) {
      state.ring().write(ours.ring(keys.signers().keySet()));
      state.write(body);
    }
    return true;
  }

  private boolean ended(FrozenText end, String note) throws IOException {
    if (state.frozen().containsKey(end.last().origin())) {
      return true;
    }
    var last = state.last();
    if (last.isPresent() && !last.get().mayBecome(end.last())) {
      throw contradiction(last.get(), end.last());
    }
    state.freeze(note);
    return true;
  }

  private boolean follows(CheckpointText last, CheckpointText next) {
    var end = state.frozen().get(last.origin());
    return end != null && end.successor().equals(next.origin());
  }

  /** The turns with which a checkpoint is signed; nothing is written yet. */
  private List<SignerRing.Turn> turnsAt(CheckpointText next, long announced) throws IOException {
    var last = state.last();
    var turns = turns();
    if (last.isPresent() && follows(last.get(), next)) {
      state.carriedOut();
      return List.of(new SignerRing.Turn(0, current(turns)));
    }
    if (state.frozen().containsKey(next.origin())) {
      throw Problem.of(
          Problem.Kind.CONFLICT,
          "log-frozen",
          "Ky ditar veprimesh është mbyllur përgjithmonë.",
          "This log has ended for good.");
    }
    if (last.isPresent() && !last.get().mayBecome(next)) {
      throw contradiction(last.get(), next);
    }
    boolean grows = last.isEmpty() || next.size() > last.get().size();
    var waiting = following(current(turns));
    if (grows && announced >= 0 && next.size() > announced && waiting.isPresent()) {
      turns = new ArrayList<>(turns);
      turns.add(new SignerRing.Turn(next.size(), waiting.get()));
    }
    return turns;
  }

  /** Turns that have begun: one beyond the last checkpoint was prepared by a host that was cut. */
  private List<SignerRing.Turn> turns() {
    long size = state.last().map(CheckpointText::size).orElse(0L);
    return state.ring().read().stream().filter(turn -> turn.since() <= size).toList();
  }

  private static String current(List<SignerRing.Turn> turns) {
    return turns.get(turns.size() - 1).name();
  }

  private Optional<String> following(String name) {
    var names = List.copyOf(keys.signers().keySet());
    int next = names.indexOf(name) + 1;
    return next < names.size() ? Optional.of(names.get(next)) : Optional.empty();
  }

  private boolean precedes(String name, String other) {
    var names = List.copyOf(keys.signers().keySet());
    return names.indexOf(name) < names.indexOf(other);
  }

  private SigningKey key(String name) {
    Map<String, SigningKey> known = keys.signers();
    var key = known.get(name);
    if (key == null) {
      throw new IllegalStateException("The key " + name + " whose turn it is to sign is missing.");
    }
    return key;
  }

  private List<String> lines(List<SignerRing.Turn> turns, CheckpointText at, byte[] text) {
    var lines = new ArrayList<String>();
    var turn = turns.get(turns.size() - 1);
    if (turns.size() > 1 && turn.since() == at.size()) {
      lines.add(key(turns.get(turns.size() - 2).name()).line(at.origin(), text));
    }
    lines.add(key(turn.name()).line(at.origin(), text));
    keys.beside().forEach(key -> lines.add(key.line(at.origin(), text)));
    return lines;
  }

  private static Problem notOrdered() {
    return Problem.of(
        Problem.Kind.CONFLICT,
        "freeze-not-ordered",
        "Mbajtësi i çelësave nuk e ka lejuar mbylljen e ditarit.",
        "The keeper of the keys has not allowed to end the log.");
  }

  private static Problem contradiction(CheckpointText before, CheckpointText next) {
    return Problem.of(
            Problem.Kind.CONFLICT,
            "log-set-back",
            "Ditari i veprimeve bie ndesh me gjendjen e fundit të nënshkruar.",
            "The log contradicts the last state that was signed.")
        .with("signed", before.origin() + " " + before.size())
        .with("asked", next.origin() + " " + next.size());
  }
}
