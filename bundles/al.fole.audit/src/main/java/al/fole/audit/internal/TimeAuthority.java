// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodySubscriber;
import java.net.http.HttpTimeoutException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Flow;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * A time-stamp authority over HTTP (RFC 3161 §3.4). An answer is bounded in time, from the first
 * byte sent to the last received, and in size; nothing is followed elsewhere.
 *
 * @param connect time to connect
 * @param total time for all of it
 */
record TimeAuthority(URI address, Duration connect, Duration total) {
  static final int LARGEST = 64 * 1024;

  /**
   * The authority's answer, as it came.
   *
   * @throws TimeFailed when none came
   */
  byte[] answer(byte[] request) throws TimeFailed, InterruptedException {
    var client =
        HttpClient.newBuilder()
            .connectTimeout(connect)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    var post =
        HttpRequest.newBuilder(address)
            .timeout(total)
            .header("Content-Type", "application/timestamp-query")
            .header("Accept", "application/timestamp-reply")
            .POST(HttpRequest.BodyPublishers.ofByteArray(request))
            .build();
    CompletableFuture<HttpResponse<byte[]>> coming = client.sendAsync(post, head -> new Bounded());
    try {
      HttpResponse<byte[]> response = coming.get(total.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != 200) {
        throw new TimeFailed(
            response.statusCode() / 100 == 3 ? "authority-redirects" : "authority-broken",
            "The time-stamp authority answers with status " + response.statusCode() + ".");
      }
      return response.body();
    } catch (TimeoutException e) {
      throw slow();
    } catch (ExecutionException e) {
      throw failed(e.getCause());
    } finally {
      coming.cancel(true);
    }
  }

  private static TimeFailed failed(@Nullable Throwable cause) {
    if (cause instanceof TooLarge || cause != null && cause.getCause() instanceof TooLarge) {
      return new TimeFailed(
          "authority-answers-too-much", "The time-stamp authority's answer is too large.");
    }
    if (cause instanceof HttpTimeoutException
        && !(cause instanceof java.net.http.HttpConnectTimeoutException)) {
      return slow();
    }
    String name = cause == null ? "" : " (" + cause.getClass().getSimpleName() + ")";
    return new TimeFailed(
        "authority-unreachable", "The time-stamp authority cannot be reached" + name + ".");
  }

  private static TimeFailed slow() {
    return new TimeFailed("authority-slow", "The time-stamp authority does not answer in time.");
  }

  private static final class TooLarge extends IOException {
    private static final long serialVersionUID = 1L;
  }

  /** Takes so many bytes and then no more. */
  private static final class Bounded implements BodySubscriber<byte[]> {
    private final CompletableFuture<byte[]> body = new CompletableFuture<>();
    private final ByteArrayOutputStream taken = new ByteArrayOutputStream();
    private Flow.@Nullable Subscription source;

    @Override
    public CompletionStage<byte[]> getBody() {
      return body;
    }

    @Override
    public void onSubscribe(Flow.Subscription subscription) {
      source = subscription;
      subscription.request(Long.MAX_VALUE);
    }

    @Override
    public void onNext(List<ByteBuffer> parts) {
      for (ByteBuffer part : parts) {
        if (taken.size() + part.remaining() > LARGEST) {
          if (source != null) {
            source.cancel();
          }
          body.completeExceptionally(new TooLarge());
          return;
        }
        byte[] bytes = new byte[part.remaining()];
        part.get(bytes);
        taken.writeBytes(bytes);
      }
    }

    @Override
    public void onError(Throwable broken) {
      body.completeExceptionally(broken);
    }

    @Override
    public void onComplete() {
      body.complete(taken.toByteArray());
    }
  }
}
