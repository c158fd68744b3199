// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Release;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.service.feature.FeatureService;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is in force, and what is kept to go back to. Changed by one thread at a time. */
final class Present {

  private static final Logger LOG = LoggerFactory.getLogger(Present.class);

  private final FeatureService features;
  private final Shelf shelf;
  private final Steps steps;
  private volatile @Nullable Pointer pointer;
  private volatile @Nullable ReleaseFile release;

  /** What the shelf says. */
  Present(FeatureService features, Shelf shelf, Steps steps) throws IOException {
    this.features = features;
    this.shelf = shelf;
    this.steps = steps;
    this.pointer = shelf.pointer().orElse(null);
  }

  /** The truth about what is installed; null before the first release. */
  @Nullable Pointer pointer() {
    return pointer;
  }

  /** The release of the pointer; null before it has been brought. */
  @Nullable ReleaseFile release() {
    return release;
  }

  ReleaseFile read(Path file) {
    return ReleaseFile.read(features, file);
  }

  Optional<Release> current() {
    return Optional.ofNullable(pointer)
        .map(p -> new Release(p.id(), p.activation(), shelf.feature(p.activation()), p.sha256()));
  }

  List<Release> kept() {
    try {
      List<Release> kept = new ArrayList<>();
      for (long activation : shelf.activations()) {
        Path file = shelf.feature(activation);
        try (var reader = Files.newBufferedReader(file)) {
          String id = features.readFeature(reader).getID().toString();
          kept.add(new Release(id, activation, file, Sha256.of(file)));
        }
      }
      return kept;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** The release of the pointer, as it is kept; empty before the first. */
  Optional<ReleaseFile> kept(@Nullable Pointer now) {
    return now == null ? Optional.empty() : Optional.of(read(shelf.feature(now.activation())));
  }

  /** The platform kept with the release of the pointer; empty when it is the host's own. */
  Optional<ReleaseFile> platform(@Nullable Pointer now) {
    return now == null ? Optional.empty() : shelf.platform(now.activation()).map(this::read);
  }

  /** What an administrator has switched off, whatever the release. */
  Set<String> off() {
    Pointer now = pointer;
    return now == null ? Set.of() : now.off().keySet();
  }

  /**
   * A part of the release in force, by its symbolic name or the last word of it.
   *
   * @throws al.fole.spi.Problem {@code release-part-unknown}
   */
  ReleaseFile.Part part(String name) {
    ReleaseFile known = release;
    return (known == null ? List.<ReleaseFile.Part>of() : known.features())
        .stream()
            .filter(p -> p.name().equals(name) || Ours.schema(p.name()).equals(name))
            .findFirst()
            .orElseThrow(() -> Refusals.partUnknown(name));
  }

  /** Makes another pointer the truth about the same release. */
  void point(Pointer to) {
    try {
      point(to, Objects.requireNonNull(release));
    } catch (IOException e) {
      throw Refusals.failed(String.valueOf(e.getMessage()));
    }
  }

  /** Makes another release the one in force. */
  void point(Pointer to, ReleaseFile kept) throws IOException {
    shelf.point(to, steps);
    pointer = to;
    release = kept;
  }

  /** The release of the pointer has been read and checked at a start. */
  void found(ReleaseFile kept) {
    release = kept;
  }

  /** Forgets the very old activations. */
  void forgetOld() {
    Pointer now = pointer;
    try {
      if (now != null) {
        shelf.forgetBefore(now);
      }
    } catch (IOException | UncheckedIOException e) {
      LOG.warn("Old releases stay on the shelf: {}", e.getMessage());
    }
  }
}
