// SPDX-License-Identifier: EUPL-1.2
package al.fole.operator;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;

/** Answers as it was told, and remembers what it was asked. */
final class SampleHost implements AutoCloseable {

  /** What a command printed, and how it ended. */
  record Ended(int status, String out, String err) {}

  /** A request: method and path, then the body, then the key it came with. */
  record Asked(String what, String body, String key) {}

  private record Reply(int status, String body) {}

  final List<Asked> asked = new CopyOnWriteArrayList<>();
  private final Map<String, Deque<Reply>> replies = new ConcurrentHashMap<>();
  private final HttpServer server;
  private final Map<String, String> environment = new HashMap<>();

  SampleHost() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getByName("127.0.0.1"), 0), 0);
    server.createContext("/", this::answer);
    server.start();
    environment.put("FOLE_URL", url());
    environment.put("FOLE_TOKEN", "token");
  }

  String url() {
    return "http://127.0.0.1:" + server.getAddress().getPort();
  }

  SampleHost with(String name, String value) {
    environment.put(name, value);
    return this;
  }

  SampleHost without(String name) {
    environment.remove(name);
    return this;
  }

  /** Answers one request so; the last answer stays. */
  SampleHost replies(String what, int status, String body) {
    replies.computeIfAbsent(what, key -> new ArrayDeque<>()).add(new Reply(status, body));
    return this;
  }

  private void answer(HttpExchange exchange) throws IOException {
    try (exchange) {
      String what = exchange.getRequestMethod() + " " + exchange.getRequestURI().getPath();
      String key = exchange.getRequestHeaders().getFirst("Idempotency-Key");
      String body = new String(exchange.getRequestBody().readAllBytes(), UTF_8);
      asked.add(new Asked(what, body, key == null ? "" : key));
      Deque<Reply> told = replies.getOrDefault(what, new ArrayDeque<>());
      Reply reply = told.size() > 1 ? told.pop() : told.peek();
      byte[] bytes = reply == null ? new byte[0] : reply.body().getBytes(UTF_8);
      exchange.sendResponseHeaders(
          reply == null ? 404 : reply.status(), bytes.length == 0 ? -1 : bytes.length);
      exchange.getResponseBody().write(bytes);
    }
  }

  /** Runs a command. */
  Ended run(String... words) {
    var out = new ByteArrayOutputStream();
    var err = new ByteArrayOutputStream();
    int status =
        Operator.run(
            List.of(words),
            environment,
            new PrintStream(out, true, UTF_8),
            new PrintStream(err, true, UTF_8));
    return new Ended(status, out.toString(UTF_8), err.toString(UTF_8));
  }

  @Override
  public void close() {
    server.stop(0);
  }
}
