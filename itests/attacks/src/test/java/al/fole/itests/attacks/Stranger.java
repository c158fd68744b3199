// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import al.fole.itests.story.Caller;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.regex.Pattern;

/**
 * Somebody who signs in from an address of his own: all of 127.0.0.0/8 is this machine.
 *
 * @param url of the host
 * @param address of his
 */
record Stranger(String url, String address, String name, String password) {
  private static final int PATIENCE_MILLIS = 60_000;
  private static final Pattern STATUS = Pattern.compile("\\AHTTP/1\\.1 (\\d{3})");
  private static final Pattern RULE = Pattern.compile("\"rule\":\"([a-z-]+)\"");
  private static final Pattern LATER = Pattern.compile("(?i)\nRetry-After: (\\d+)");

  /**
   * What he heard.
   *
   * @param rule of a refusal, or empty
   * @param later seconds, or 0
   */
  record Heard(int status, String rule, int later) {}

  /**
   * How it ended with one.
   *
   * @param turnedAway how often before he was answered
   */
  record Came(boolean honest, int status, int turnedAway) {}

  boolean honest(String right) {
    return password.equals(right);
  }

  Heard signIn() {
    var body = Caller.JSON.createObjectNode().put("name", name).put("password", password);
    var bytes = body.toString().getBytes(StandardCharsets.UTF_8);
    var to = URI.create(url);
    try (var socket = new Socket()) {
      socket.bind(new InetSocketAddress(InetAddress.getByName(address), 0));
      socket.connect(new InetSocketAddress(to.getHost(), to.getPort()), PATIENCE_MILLIS);
      socket.setSoTimeout(PATIENCE_MILLIS);
      var out = socket.getOutputStream();
      out.write(
          ("POST /api/access/sessions HTTP/1.1\r\nHost: "
                  + to.getAuthority()
                  + "\r\nConnection: close\r\nContent-Type: application/json\r\nContent-Length: "
                  + bytes.length
                  + "\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      out.write(bytes);
      out.flush();
      var text = new String(socket.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
      return new Heard(
          Integer.parseInt(found(STATUS, text, "0")),
          found(RULE, text, ""),
          Integer.parseInt(found(LATER, text, "0")));
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static String found(Pattern pattern, String text, String otherwise) {
    var found = pattern.matcher(text);
    return found.find() ? found.group(1) : otherwise;
  }
}
