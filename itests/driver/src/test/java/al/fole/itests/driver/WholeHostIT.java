// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.driver;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;

/** The whole host, as the reference host starts it, in a test's framework. */
@InFramework
class WholeHostIT {

  @Test
  void everyBundleOfTheReleaseRuns(BundleContext context) throws InterruptedException {
    TreeSet<String> idle = idle(context);
    for (int i = 0; i < 600 && !idle.isEmpty(); i++) {
      TimeUnit.MILLISECONDS.sleep(50); // lifecycle still brings the features
      idle = idle(context);
    }
    assertEquals(new TreeSet<>(), idle);
  }

  private static TreeSet<String> idle(BundleContext context) {
    TreeSet<String> idle = new TreeSet<>();
    for (Bundle bundle : context.getBundles()) {
      boolean fragment = bundle.getHeaders("").get("Fragment-Host") != null;
      if (!fragment && bundle.getState() != Bundle.ACTIVE) {
        idle.add(bundle.getSymbolicName());
      }
    }
    return idle;
  }

  @Test
  void httpAnswers(BundleContext context) throws Exception {
    URI address =
        URI.create(
            "http://127.0.0.1:"
                + context.getProperty("org.osgi.service.http.port")
                + "/api/openapi");
    HttpClient client = HttpClient.newHttpClient();
    HttpRequest request = HttpRequest.newBuilder(address).build();
    HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    for (int i = 0; i < 600 && answer.statusCode() == 503; i++) {
      TimeUnit.MILLISECONDS.sleep(50); // the last applications are still being published
      answer = client.send(request, HttpResponse.BodyHandlers.ofString());
    }
    assertEquals(200, answer.statusCode(), answer.body());
  }
}
