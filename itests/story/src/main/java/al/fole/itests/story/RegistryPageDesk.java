// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.story;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** Works at the page of the stand-in registry: forms in, one line of text out. */
public final class RegistryPageDesk implements ParentDesk {
  private static final Map<String, String> PLAIN = Map.of("Accept", "text/plain");

  private final Caller page;
  private final String url;
  private final String session;

  /**
   * Signs in.
   *
   * @param url address of the host, without {@code /registry}
   * @param name user of the registry
   */
  public RegistryPageDesk(String url, String name, String password) {
    this.url = url;
    this.page = new Caller(url, null);
    var answer = post("/registry/sessions", Map.of("name", name, "password", password), "");
    if (answer.status() != 200) {
      throw new IllegalStateException("cannot sign in " + name + ": " + answer.text());
    }
    this.session = answer.text().strip();
  }

  @Override
  public String refer(JsonNode identity) {
    var form = new LinkedHashMap<String, String>();
    for (var name :
        new String[] {
          "personalNumber",
          "firstName",
          "fatherName",
          "lastName",
          "sex",
          "birthDate",
          "municipality"
        }) {
      form.put(name, identity.path(name).asText(""));
    }
    form.put("openedOn", Life.REFERRED);
    var opened = post("/registry/cases", form, session);
    if (opened.status() != 201) {
      throw new IllegalStateException("no case: " + opened.text());
    }
    var number = opened.text().strip();
    var referred = post("/registry/cases/" + number + "/referral", Map.of(), session);
    if (referred.status() != 200) {
      throw new IllegalStateException("not referred: " + referred.text());
    }
    return number;
  }

  @Override
  public String state(String number) {
    var headers = Map.of("Accept", "text/plain", "X-Registry-Session", session);
    var said = page.send("GET", "/registry/cases/" + number, null, headers).text().strip();
    var state = said.substring(said.indexOf(' ') + 1);
    return state.equals("-") ? "" : state;
  }

  @Override
  public Caller caller() {
    return new Caller(url, "parent:" + session);
  }

  private Caller.Answer post(String path, Map<String, String> form, String as) {
    var body =
        form.entrySet().stream()
            .map(e -> e.getKey() + "=" + URLEncoder.encode(e.getValue(), StandardCharsets.UTF_8))
            .collect(Collectors.joining("&"));
    var headers = new LinkedHashMap<>(PLAIN);
    headers.put("Content-Type", "application/x-www-form-urlencoded");
    headers.put("X-Registry-Session", as);
    return page.send("POST", path, body, headers);
  }
}
