// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;

/**
 * The keys of one installation as files in one directory that only its owner may enter: {@code
 * subject index token pepper seal signer}, each 32 random bytes in {@code <name>.key}, the state of
 * the signer, and {@code installation} with the id and a check value per key, so that a changed
 * file and files of two installations put together are refused. All files belong into one back-up,
 * apart from the database's.
 */
@Component(service = FileKeys.class, configurationPid = "al.fole.keys")
public final class FileKeys {
  private static final List<String> NAMES =
      List.of("subject", "index", "token", "pepper", "seal", "signer");
  private static final String MANIFEST = "installation";
  private static final int KEY_BYTES = 32;

  private final Path directory;
  private final Map<String, byte[]> keys = new TreeMap<>();

  /** The keys the framework properties {@code fole.keys} and {@code fole.mode} name. */
  @Activate
  public FileKeys(BundleContext context) {
    this(KeysActivator.directory(context));
    requireSignerState();
  }

  private FileKeys(Path directory) {
    this.directory = directory;
    read();
  }

  /**
   * Opens the keys of a directory.
   *
   * @param create makes them when the directory is absent or empty
   * @throws KeysRefused with one clear sentence when they are absent, changed, incomplete, of two
   *     installations or readable by others
   */
  public static FileKeys open(Path directory, boolean create) {
    Path place = directory.toAbsolutePath().normalize();
    if (create && isEmpty(place)) {
      create(place);
    }
    var keys = new FileKeys(place);
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
  private static void create(Path place) {
    try {
      Files.createDirectories(place.resolveSibling("."));
      Path fresh = place.resolveSibling(place.getFileName() + "." + UUID.randomUUID());
      KeyFiles.directory(fresh);
      var installation = UUID.randomUUID();
      var manifest = new StringBuilder("fole-keys 1\ninstallation " + installation + "\n");
      for (String name : NAMES) {
        byte[] key = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(key);
        KeyFiles.write(fresh.resolve(name + ".key"), key);
        manifest.append(name).append(' ').append(check(installation, name, key)).append('\n');
        Arrays.fill(key, (byte) 0);
      }
      KeyFiles.write(fresh.resolve(SignerState.FILE), new byte[0]);
      KeyFiles.write(fresh.resolve(MANIFEST), manifest.toString().getBytes(StandardCharsets.UTF_8));
      KeyFiles.forceDirectory(fresh);
      moveThere(fresh, place);
    } catch (IOException e) {
      throw new KeysRefused("The keys cannot be made in " + place + ": " + e + ".");
    }
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
      var manifest = readManifest();
      for (String name : NAMES) {
        keys.put(name, readKey(name, manifest));
      }
    } catch (IOException e) {
      throw new KeysRefused("The keys in " + directory + " cannot be read: " + e + ".");
    }
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

  private Map<String, String> readManifest() throws IOException {
    Path file = present(MANIFEST);
    var values = new TreeMap<String, String>();
    for (String line : Files.readAllLines(file, StandardCharsets.UTF_8)) {
      int space = line.indexOf(' ');
      values.put(line.substring(0, Math.max(space, 0)), line.substring(space + 1));
    }
    if (!"1".equals(values.get("fole-keys"))) {
      throw new KeysRefused("The key file " + file + " is damaged or of an unknown version.");
    }
    return values;
  }

  private byte[] readKey(String name, Map<String, String> manifest) throws IOException {
    Path file = present(name + ".key");
    byte[] key = Files.readAllBytes(file);
    try {
      var installation = UUID.fromString(manifest.getOrDefault("installation", ""));
      if (key.length == KEY_BYTES && check(installation, name, key).equals(manifest.get(name))) {
        return key;
      }
    } catch (IllegalArgumentException damagedId) {
      throw new KeysRefused("The key file " + directory.resolve(MANIFEST) + " is damaged.");
    }
    throw new KeysRefused(
        "The key file " + file + " is damaged or belongs to another installation: restore it.");
  }

  private Path present(String name) throws IOException {
    Path file = directory.resolve(name);
    if (!Files.isRegularFile(file)) {
      throw new KeysRefused("The key file " + file + " is missing: restore it from its back-up.");
    }
    KeyFiles.requirePrivate(file);
    return file;
  }

  private static String check(UUID installation, String name, byte[] key) {
    try {
      var hash = MessageDigest.getInstance("SHA-256");
      hash.update(
          ("fole key check " + installation + " " + name + "\n").getBytes(StandardCharsets.UTF_8));
      hash.update(key);
      return HexFormat.of().formatHex(hash.digest(), 0, 16);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java has SHA-256", e);
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
   * @throws KeysRefused when it is not signed by the signer of this directory, or a state is there
   */
  static void adopt(Path directory, String note) throws IOException {
    Path state = directory.resolve(SignerState.FILE);
    if (Files.exists(state)) {
      throw new KeysRefused("The signer's state " + state + " is there: nothing to adopt.");
    }
    var keys = new FileKeys(directory.toAbsolutePath().normalize());
    KeyFiles.write(state, new CheckpointSigner(keys).ownBody(note));
    KeyFiles.forceDirectory(directory);
  }
}
