// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.rest;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpHeaders;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;

/** A client that signs in by name and reads JSON. */
final class Http {
  private static final ObjectMapper JSON = new ObjectMapper();

  static {
    // After a refused body the server closes the connection; whoever meets it just then asks anew.
    System.setProperty("jdk.httpclient.enableAllMethodRetry", "true");
  }

  private final HttpClient client =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final URI base;

  Http(URI base) {
    this.base = base;
  }

  record Reply(int status, HttpHeaders headers, String body) {
    JsonNode json() {
      try {
        return JSON.readTree(body);
      } catch (IOException e) {
        throw new AssertionError(e);
      }
    }

    String text(String member) {
      return json().path(member).asText();
    }

    String header(String name) {
      return headers.firstValue(name).orElse("");
    }
  }

  HttpRequest.Builder request(String path) {
    return HttpRequest.newBuilder(base.resolve(path)).timeout(Duration.ofSeconds(20));
  }

  HttpRequest.Builder as(String name, String path) {
    return request(path).header("Authorization", "Bearer " + name);
  }

  Reply send(HttpRequest.Builder request) {
    try {
      var response = client.send(request.build(), HttpResponse.BodyHandlers.ofString());
      return new Reply(response.statusCode(), response.headers(), response.body());
    } catch (IOException | InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  /** The status of a GET, or 0 while nobody listens. */
  int status(String path) {
    return Integer.parseInt(outcome(path).split(" ", 2)[0]);
  }

  /** The status of a GET and, where it is refused, the rule; {@code 0} while nobody listens. */
  String outcome(String path) {
    try {
      var response = client.send(as("agim", path).build(), HttpResponse.BodyHandlers.ofString());
      var reply = new Reply(response.statusCode(), response.headers(), response.body());
      boolean problem = reply.header("Content-Type").equals("application/problem+json");
      return reply.status() + (problem ? " " + reply.text("rule") : "");
    } catch (ConnectException e) {
      return "0";
    } catch (IOException | InterruptedException e) {
      return "broken " + e;
    }
  }

  Reply get(String path) {
    return send(as("agim", path).GET());
  }

  Reply post(String path, String json) {
    return post(path, json.getBytes(java.nio.charset.StandardCharsets.UTF_8));
  }

  Reply post(String path, byte[] json) {
    return send(
        as("agim", path)
            .header("Content-Type", "application/json")
            .POST(HttpRequest.BodyPublishers.ofByteArray(json)));
  }
}
