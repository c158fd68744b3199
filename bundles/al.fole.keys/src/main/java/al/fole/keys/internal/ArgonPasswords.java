// SPDX-License-Identifier: EUPL-1.2
package al.fole.keys.internal;

import al.fole.keys.Passwords;
import al.fole.spi.Problem;
import java.nio.CharBuffer;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.text.Normalizer;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.regex.Pattern;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.BlockPool;
import org.bouncycastle.crypto.generators.Argon2BytesGenerator.FixedBlockPool;
import org.bouncycastle.crypto.params.Argon2Parameters;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * Argon2id with 19 MiB, two passes, one lane, and a pepper from {@code pepper.key}: a stolen table
 * of hashes cannot be searched without the key. Passwords are compared in Unicode normal form C, so
 * that ë typed in one piece or in two is the same letter.
 *
 * <p>One computation at a time for two cores, in memory of its own that is used again, and after
 * each a rest as long as it took: whoever signs in takes at most a quarter of the machine from
 * whoever works.
 */
@Component(configurationPid = "al.fole.keys")
public final class ArgonPasswords implements Passwords {
  private static final int MEMORY_KIB = 19 * 1024;
  private static final int PASSES = 2;
  private static final int HASH_BYTES = 32;
  private static final int SALT_BYTES = 16;
  private static final byte[] NOBODY = new byte[SALT_BYTES];
  private static final Pattern PHC =
      Pattern.compile(
          "\\$argon2id\\$v=19\\$m=(\\d{1,6}),t=(\\d{1,2}),p=1\\$([A-Za-z0-9+/]{22})\\$([A-Za-z0-9+/]{43})");
  private static final SecureRandom RANDOM = new SecureRandom();
  private static final Duration LONGEST_WAIT = Duration.ofSeconds(10);

  private final byte[] pepper;
  private final BlockingQueue<Desk> desks;
  private final Semaphore admitted;
  private final Clock clock;

  /** Where computations take place, one after the other. */
  private static final class Desk {
    final BlockPool memory = new FixedBlockPool(MEMORY_KIB);
    long freeFrom;

    Desk(long now) {
      freeFrom = now;
    }
  }

  /** Time that passes, in nanoseconds. */
  interface Clock {
    Clock REAL =
        new Clock() {
          @Override
          public long nanos() {
            return System.nanoTime();
          }

          @Override
          public void rest(long nanos) {
            LockSupport.parkNanos(nanos);
          }
        };

    /** From any beginning. */
    long nanos();

    /** Returns after this time, or earlier. */
    void rest(long nanos);
  }

  /** The passwords of an installation. */
  @Activate
  public ArgonPasswords(@Reference FileKeys keys) {
    this(keys, Math.max(1, Runtime.getRuntime().availableProcessors() / 2), 16, Clock.REAL);
  }

  /**
   * @param concurrent computations at once; half the cores, so that the others answer requests
   * @param queue waiting computations per running one
   */
  ArgonPasswords(FileKeys keys, int concurrent, int queue, Clock clock) {
    this.clock = clock;
    pepper = keys.key("pepper");
    desks = new ArrayBlockingQueue<>(concurrent, true);
    for (int i = 0; i < concurrent; i++) {
      desks.add(new Desk(clock.nanos()));
    }
    admitted = new Semaphore(concurrent * (1 + queue));
  }

  @Override
  public String hash(char[] password) {
    byte[] salt = new byte[SALT_BYTES];
    RANDOM.nextBytes(salt);
    byte[] hash = compute(password, salt, MEMORY_KIB, PASSES);
    Base64.Encoder text = Base64.getEncoder().withoutPadding();
    return "$argon2id$v=19$m=%d,t=%d,p=1$%s$%s"
        .formatted(MEMORY_KIB, PASSES, text.encodeToString(salt), text.encodeToString(hash));
  }

  @Override
  public boolean matches(@Nullable String hash, char[] password) {
    if (hash == null) {
      compute(password, NOBODY, MEMORY_KIB, PASSES);
      return false;
    }
    var phc = PHC.matcher(hash);
    if (!phc.matches()) {
      throw new IllegalArgumentException("not a password hash of this module");
    }
    int memory = Integer.parseInt(phc.group(1));
    int passes = Integer.parseInt(phc.group(2));
    if (memory < 8 || memory > 4 * MEMORY_KIB || passes < 1) {
      throw new IllegalArgumentException("password hash with unreasonable parameters");
    }
    byte[] salt = Base64.getDecoder().decode(phc.group(3));
    byte[] expected = Base64.getDecoder().decode(phc.group(4));
    return MessageDigest.isEqual(expected, compute(password, salt, memory, passes));
  }

  @Override
  public boolean isOutdated(String hash) {
    var phc = PHC.matcher(hash);
    return !phc.matches()
        || Integer.parseInt(phc.group(1)) < MEMORY_KIB
        || Integer.parseInt(phc.group(2)) < PASSES;
  }

  private byte[] compute(char[] password, byte[] salt, int memory, int passes) {
    if (!admitted.tryAcquire()) {
      throw tooMany();
    }
    try {
      var desk = free();
      try {
        sit(desk);
        long began = clock.nanos();
        try {
          return argon(password, salt, memory, passes, desk.memory);
        } finally {
          long ended = clock.nanos();
          desk.freeFrom = ended + (ended - began);
        }
      } finally {
        desks.add(desk);
      }
    } finally {
      admitted.release();
    }
  }

  private Desk free() {
    try {
      var desk = desks.poll(LONGEST_WAIT.toMillis(), TimeUnit.MILLISECONDS);
      if (desk != null) {
        return desk;
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    throw tooMany();
  }

  /** Waits until the desk has rested. */
  private void sit(Desk desk) {
    for (long rest = desk.freeFrom - clock.nanos(); rest > 0; ) {
      clock.rest(rest);
      if (Thread.currentThread().isInterrupted()) {
        throw tooMany();
      }
      rest = desk.freeFrom - clock.nanos();
    }
  }

  private static Problem tooMany() {
    return Problem.of(
            Problem.Kind.TOO_MANY,
            "too-many-sign-ins",
            "Ka shumë hyrje njëkohësisht; provoni pas pak.",
            "Too many sign-ins at once; try again shortly.")
        .with("retry_after", "3");
  }

  private byte[] argon(char[] password, byte[] salt, int memory, int passes, BlockPool blocks) {
    char[] normal = normal(password);
    try {
      var parameters =
          new Argon2Parameters.Builder(Argon2Parameters.ARGON2_id)
              .withVersion(Argon2Parameters.ARGON2_VERSION_13)
              .withMemoryAsKB(memory)
              .withIterations(passes)
              .withParallelism(1)
              .withSalt(salt)
              .withSecret(pepper)
              .withBlockPool(blocks)
              .build();
      var argon = new Argon2BytesGenerator();
      argon.init(parameters);
      byte[] out = new byte[HASH_BYTES];
      argon.generateBytes(normal, out);
      return out;
    } finally {
      Arrays.fill(normal, '\0');
    }
  }

  private static char[] normal(char[] password) {
    CharBuffer text = CharBuffer.wrap(password);
    return Normalizer.isNormalized(text, Normalizer.Form.NFC)
        ? password.clone()
        : Normalizer.normalize(text, Normalizer.Form.NFC).toCharArray();
  }
}
