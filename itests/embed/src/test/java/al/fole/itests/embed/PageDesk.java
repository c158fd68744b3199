// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.embed;

import al.fole.itests.story.Caller;
import al.fole.itests.story.Life;
import al.fole.itests.story.ParentDesk;
import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A user of the parent at the parent's own page. */
final class PageDesk implements ParentDesk {
  private final Caller page;
  private final Caller caller;
  private final String session;

  PageDesk(JettyParent parent) {
    this.session = parent.registry().signIn("registry.tirana");
    this.page = new Caller(parent.url(), null);
    this.caller = new Caller(parent.module(), "parent:" + session);
  }

  @Override
  public String refer(JsonNode identity) {
    var form =
        Stream.of(
                "personalNumber",
                "firstName",
                "fatherName",
                "lastName",
                "sex",
                "birthDate",
                "municipality")
            .map(name -> name + "=" + encoded(identity.path(name).asText("")))
            .collect(Collectors.joining("&", "", "&referredOn=" + Life.REFERRED));
    var headers = Map.of("X-Session", session, "Content-Type", "application/x-www-form-urlencoded");
    var answer = page.post("/registry/cases", form, headers);
    if (answer.status() != 201) {
      throw new IllegalStateException("not referred: " + answer.status() + " " + answer.text());
    }
    return answer.text();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }

  @Override
  public String state(String number) {
    return page.get("/registry/cases/" + number).text();
  }

  @Override
  public Caller caller() {
    return caller;
  }
}
