// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The keys of one installation in one directory that only its owner may enter: {@code subject index
 * token pepper seal signer}, each 32 random bytes, as the {@link KeyProvider} of the settings keeps
 * them; the state of the signer; and the {@link KeyManifest}. All files belong into one back-up,
 * apart from the database's.
 */
@Component(service = FileKeys.class, configurationPid = "al.fole.keys")
public final class FileKeys {
  private static final List<String> NAMES =
      List.of("subject", "index", "token", "pepper", "seal", KeyManifest.SIGNER);
  private static final int KEY_BYTES = 32;

  private final Path directory;
  private final KeyProvider provider;
  private final Map<String, byte[]> keys = new TreeMap<>();
  private final Map<String, SigningKey> signers = new LinkedHashMap<>();

  /** The keys the framework properties {@code fole.keys} and {@code fole.keys.provider} name. */
  @Activate
  public FileKeys(BundleContext context) {
    this(KeysActivator.directory(context), KeyChoice.of(context::getProperty));
    requireSignerState();
  }

  private FileKeys(Path directory, KeyChoice choice) {
    this.directory = directory;
    provider = choice.of(directory);
    read();
  }

  /** The keys of a directory in plain files, see {@link #open(Path, boolean, KeyChoice)}. */
  public static FileKeys open(Path directory, boolean create) {
    return open(directory, create, KeyChoice.FILES);
  }

  /**
   * Opens the keys of a directory.
   *
   * @param create makes them when the directory is absent or empty
   * @throws KeysRefused with one clear sentence when they are absent, changed, incomplete, of two
   *     installations or readable by others
   */
  static FileKeys open(Path directory, boolean create, KeyChoice choice) {
    Path place = directory.toAbsolutePath().normalize();
    if (create && isEmpty(place)) {
      create(place, choice);
    }
    var keys = new FileKeys(place, choice);
    keys.requireSignerState();
    return keys;
  }

  byte[] key(String name) {
    byte[] key = keys.get(name);
    if (key == null) {
      throw new IllegalArgumentException("no key is called " + name);
    }
    return key.clone();
  }

  /** Keys that sign checkpoints by name, in the order they follow each other; read anew. */
  Map<String, SigningKey> signers() {
    try {
      var manifest = KeyManifest.read(directory);
      for (String name : manifest.signers()) {
        if (!signers.containsKey(name)) {
          requireUnchanged(manifest, name, provider.evidence(name));
          signers.put(name, provider.signing(name));
        }
      }
      return new LinkedHashMap<>(signers);
    } catch (IOException e) {
      throw unreadable(e);
    }
  }

  /** Keys that sign every checkpoint besides. */
  List<SigningKey> beside() {
    return provider.beside();
  }

  SignerState signerState() {
    return new SignerState(directory);
  }

  /** Whether there is nothing in the directory, or no directory. */
  static boolean isEmpty(Path directory) {
    if (!Files.exists(directory)) {
      return true;
    }
    try (var files = Files.list(directory)) {
      return files.findAny().isEmpty();
    } catch (IOException e) {
      throw new KeysRefused("The key directory " + directory + " cannot be read: " + e + ".");
    }
  }

  /** Writes all files beside the place and moves them there in one step. */
  private static void create(Path place, KeyChoice choice) {
    try {
      Files.createDirectories(place.resolveSibling("."));
      Path fresh = place.resolveSibling(place.getFileName() + "." + UUID.randomUUID());
      KeyFiles.directory(fresh);
      var manifest = KeyManifest.fresh(fresh);
      add(choice.of(fresh), manifest, NAMES);
      KeyFiles.write(fresh.resolve(SignerState.FILE), new byte[0]);
      KeyFiles.write(fresh.resolve(KeyManifest.FILE), manifest.bytes());
      KeyFiles.forceDirectory(fresh);
      moveThere(fresh, place);
    } catch (IOException e) {
      throw new KeysRefused("The keys cannot be made in " + place + ": " + e + ".");
    }
  }

  private static void add(KeyProvider provider, KeyManifest manifest, List<String> names)
      throws IOException {
    var fresh = new LinkedHashMap<String, byte[]>();
    for (String name : names) {
      byte[] key = new byte[KEY_BYTES];
      new SecureRandom().nextBytes(key);
      fresh.put(name, key);
    }
    provider.store(fresh);
    manifest.add(fresh);
    fresh.values().forEach(key -> Arrays.fill(key, (byte) 0));
  }

  private static void moveThere(Path fresh, Path place) throws IOException {
    try {
      Files.move(fresh, place, StandardCopyOption.ATOMIC_MOVE);
      KeyFiles.forceDirectory(place.resolveSibling("."));
    } catch (FileAlreadyExistsException | DirectoryNotEmptyException otherHostWasFirst) {
      try (var files = Files.list(fresh)) {
        for (Path file : files.toList()) {
          Files.delete(file);
        }
      }
      Files.delete(fresh);
    }
  }

  private void read() {
    if (isEmpty(directory)) {
      throw new KeysRefused(
          "There are no keys in "
              + directory
              + ": restore them from their back-up, or make new ones for a new database with the"
              + " command 'keys create'.");
    }
    try {
      KeyFiles.requirePrivate(directory);
      var manifest = KeyManifest.read(directory);
      for (String name : NAMES) {
        if (!name.equals(KeyManifest.SIGNER)) {
          byte[] key = provider.read(name);
          requireUnchanged(manifest, name, key);
          keys.put(name, key);
        }
      }
    } catch (IOException e) {
      throw unreadable(e);
    }
    if (signers().isEmpty()) {
      throw changed(KeyManifest.SIGNER);
    }
  }

  private KeysRefused unreadable(IOException e) {
    return new KeysRefused("The keys in " + directory + " cannot be read: " + e + ".");
  }

  private void requireUnchanged(KeyManifest manifest, String name, byte[] key) {
    if (key.length != KEY_BYTES || !manifest.holds(name, key)) {
      throw changed(name);
    }
  }

  private KeysRefused changed(String name) {
    return new KeysRefused(
        "The key file "
            + directory.resolve(name + ".key")
            + " is damaged or belongs to another installation: restore it.");
  }

  private void requireSignerState() {
    Path state = directory.resolve(SignerState.FILE);
    if (!Files.exists(state)) {
      throw new KeysRefused(
          "The signer's state "
              + state
              + " is missing: restore it, or take the last published checkpoint for it with the"
              + " command 'keys adopt'.");
    }
  }

  /** Names the place only. */
  @Override
  public String toString() {
    return "FileKeys[" + directory + "]";
  }

  /**
   * Takes a published checkpoint as the signer's last one, after the state was lost.
   *
   * @throws KeysRefused when it is not signed by a signer of this directory, or a state is there
   */
  static void adopt(Path directory, KeyChoice choice, String note) throws IOException {
    Path state = directory.resolve(SignerState.FILE);
    if (Files.exists(state)) {
      throw new KeysRefused("The signer's state " + state + " is there: nothing to adopt.");
    }
    var keys = new FileKeys(directory.toAbsolutePath().normalize(), choice);
    var signed = SignedNote.parse(note).flatMap(it -> it.checkpointOf(keys.signers()));
    if (signed.isEmpty()) {
      throw new KeysRefused("The checkpoint carries no signature of this installation's key.");
    }
    new SignerRing(directory).write(signed.get().ring(keys.signers().keySet()));
    KeyFiles.write(state, signed.get().body().bytes());
    KeyFiles.forceDirectory(directory);
  }

  /**
   * Makes the key that will follow the one that signs; the log announces it and goes over to it.
   *
   * @return its name
   * @throws KeysRefused when one waits already
   */
  static String rotate(Path directory, KeyChoice choice) throws IOException {
    var keys = open(directory, false, choice);
    var signer = new CheckpointSigner(keys);
    if (signer.next().isPresent()) {
      throw new KeysRefused("A next key waits in " + directory + " already: none was made.");
    }
    var manifest = KeyManifest.read(keys.directory);
    String name = manifest.nextSigner();
    add(keys.provider, manifest, List.of(name));
    KeyFiles.forceDirectory(keys.directory);
    KeyFiles.replace(keys.directory.resolve(KeyManifest.FILE), manifest.bytes());
    return name;
  }
}
