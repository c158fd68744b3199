// SPDX-License-Identifier: EUPL-1.2
package al.fole.operator;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;

/**
 * Who asks, out of the environment: {@code FOLE_TOKEN} or {@code FOLE_TOKEN_FILE}, a session's
 * token; otherwise {@code FOLE_USER} with {@code FOLE_PASSWORD} or {@code FOLE_PASSWORD_FILE}. Of a
 * file the first line counts. {@code FOLE_CODE} is the code of his authenticator, where one is set
 * up: good for one command. Arguments are seen by everybody on the machine, so none is one.
 *
 * @param token of a session that is there already, or empty
 * @param user name of an administrator, or empty
 * @param password his, or empty
 * @param code of his authenticator, or empty
 */
record Credentials(String token, String user, String password, String code) {

  /** Misused when there are none, or a file cannot be read. */
  static Credentials of(Map<String, String> environment) {
    Optional<String> token = secret(environment, "FOLE_TOKEN");
    if (token.isPresent()) {
      return new Credentials(token.get(), "", "", "");
    }
    String user = environment.getOrDefault("FOLE_USER", "");
    Optional<String> password = secret(environment, "FOLE_PASSWORD");
    if (user.isEmpty() || password.isEmpty()) {
      throw new Words.Misused(
          "set FOLE_USER and FOLE_PASSWORD_FILE (or FOLE_PASSWORD), or FOLE_TOKEN_FILE (or"
              + " FOLE_TOKEN)");
    }
    return new Credentials("", user, password.get(), environment.getOrDefault("FOLE_CODE", ""));
  }

  private static Optional<String> secret(Map<String, String> environment, String name) {
    String file = environment.getOrDefault(name + "_FILE", "");
    if (!file.isEmpty()) {
      try (var lines = Files.lines(Path.of(file))) {
        return lines.findFirst().map(String::strip);
      } catch (IOException e) {
        throw new Words.Misused(name + "_FILE cannot be read: " + file);
      }
    }
    return Optional.of(environment.getOrDefault(name, "")).filter(value -> !value.isEmpty());
  }

  /** Names no secret. */
  @Override
  public String toString() {
    return "Credentials[" + user + "]";
  }
}
