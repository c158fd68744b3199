// SPDX-License-Identifier: EUPL-1.2
package al.rekshksh.registry.internal;

import al.rekshksh.registry.ModuleGate;
import al.rekshksh.registry.NationalRegistry;
import al.rekshksh.registry.RegistryUser;
import al.rekshksh.registry.UnifiedCase;
import jakarta.servlet.Servlet;
import jakarta.servlet.http.Cookie;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.servlet.whiteboard.propertytypes.HttpWhiteboardServletPattern;

/**
 * The registry's page: sign in, see the unit's unified cases, open one, refer its child. Forms in,
 * HTML out; a client that asks for {@code text/plain} gets one line instead.
 */
@Component(service = Servlet.class)
@HttpWhiteboardServletPattern({"/registry", "/registry/*"})
public final class RegistryPage extends HttpServlet {
  private static final long serialVersionUID = 1L;
  private static final String COOKIE = "registry";

  private final transient NationalRegistry desk;

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  @Nullable
  transient volatile ModuleGate gate;

  /** The page of the desk. */
  @Activate
  public RegistryPage(@Reference NationalRegistry registry) {
    this.desk = registry;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var user = user(request);
    var path = path(request);
    if (path.startsWith("/cases/") && user.isPresent()) {
      var found = desk.unifiedCase(path.substring("/cases/".length()));
      if (found.isPresent() && found.get().unit().equals(user.get().unit())) {
        var state = found.get().moduleState();
        say(request, response, 200, found.get().number() + " " + (state == null ? "-" : state));
      } else {
        say(request, response, 404, "Nuk u gjet.");
      }
      return;
    }
    say(request, response, 200, user.map(this::cases).orElse(SIGN_IN));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setCharacterEncoding("UTF-8");
    var path = path(request);
    if (path.equals("/sessions")) {
      signIn(request, response);
      return;
    }
    var user = user(request);
    if (user.isEmpty()) {
      say(request, response, 401, "Hyni me emër dhe fjalëkalim.");
    } else if (path.equals("/cases")) {
      open(request, response, user.get());
    } else if (path.matches("/cases/[A-Z0-9-]+/referral")) {
      refer(request, response, user.get(), path.split("/")[2]);
    } else {
      say(request, response, 404, "Nuk u gjet.");
    }
  }

  private void signIn(HttpServletRequest request, HttpServletResponse response) throws IOException {
    var token = desk.signIn(field(request, "name"), field(request, "password"));
    if (token.isEmpty()) {
      say(request, response, 401, "Emri ose fjalëkalimi nuk është i saktë.");
      return;
    }
    var cookie = new Cookie(COOKIE, token.get());
    cookie.setHttpOnly(true);
    cookie.setPath("/registry");
    cookie.setAttribute("SameSite", "Strict");
    response.addCookie(cookie);
    say(request, response, 200, plain(request) ? token.get() : "<a href='/registry'>Rastet</a>");
  }

  private void open(HttpServletRequest request, HttpServletResponse response, RegistryUser user)
      throws IOException {
    try {
      var today = LocalDate.now(java.time.ZoneId.of("Europe/Tirane"));
      var openedOn = optional(request, "openedOn");
      var number =
          desk.open(
              user,
              new UnifiedCase(
                  "",
                  user.unit(),
                  optional(request, "personalNumber"),
                  field(request, "firstName"),
                  optional(request, "fatherName"),
                  field(request, "lastName"),
                  field(request, "sex"),
                  LocalDate.parse(field(request, "birthDate")),
                  field(request, "municipality"),
                  openedOn == null ? today : LocalDate.parse(openedOn),
                  null));
      say(request, response, 201, number);
    } catch (DateTimeException e) {
      say(request, response, 422, "birthDate, openedOn: data duhet të jetë VVVV-MM-DD.");
    }
  }

  private void refer(
      HttpServletRequest request, HttpServletResponse response, RegistryUser user, String number)
      throws IOException {
    var found = desk.unifiedCase(number).filter(c -> c.unit().equals(user.unit()));
    var way = gate;
    if (found.isEmpty()) {
      say(request, response, 404, "Nuk u gjet.");
    } else if (way == null) {
      say(request, response, 503, "Moduli nuk është në punë tani.");
    } else {
      try {
        say(request, response, 200, number + " " + way.refer(token(request), found.get()));
      } catch (IllegalStateException e) {
        say(request, response, 409, String.valueOf(e.getMessage()));
      }
    }
  }

  private String cases(RegistryUser user) {
    var html = new StringBuilder("<h1>Rastet e unifikuara</h1><table>");
    for (var c : desk.casesOf(user.unit())) {
      html.append("<tr><td>").append(text(c.number()));
      html.append("<td>").append(text(c.firstName() + " " + c.lastName()));
      html.append("<td>").append(text(c.moduleState() == null ? "-" : c.moduleState()));
      html.append("<td><form method=post action='/registry/cases/").append(text(c.number()));
      html.append("/referral'><button>Refero</button></form>");
    }
    return html.append("</table>").toString();
  }

  private static final String SIGN_IN =
      "<h1>Regjistri Elektronik Kombëtar i Shërbimeve të Kujdesit Shoqëror</h1>"
          + "<form method=post action='/registry/sessions'><label>Emri <input name=name></label>"
          + "<label>Fjalëkalimi <input name=password type=password></label>"
          + "<button>Hyr</button></form>";

  private Optional<RegistryUser> user(HttpServletRequest request) {
    return desk.user(token(request));
  }

  private static String token(HttpServletRequest request) {
    var header = request.getHeader("X-Registry-Session");
    if (header != null) {
      return header;
    }
    var cookies = request.getCookies();
    return cookies == null
        ? ""
        : Arrays.stream(cookies)
            .filter(c -> c.getName().equals(COOKIE))
            .map(Cookie::getValue)
            .findFirst()
            .orElse("");
  }

  private static String path(HttpServletRequest request) {
    var info = request.getPathInfo();
    return info == null ? "" : info;
  }

  private static String field(HttpServletRequest request, String name) {
    var value = request.getParameter(name);
    return value == null ? "" : value;
  }

  private static @Nullable String optional(HttpServletRequest request, String name) {
    var value = field(request, name);
    return value.isEmpty() ? null : value;
  }

  private static boolean plain(HttpServletRequest request) {
    var accept = request.getHeader("Accept");
    return accept != null && accept.startsWith("text/plain");
  }

  private static void say(
      HttpServletRequest request, HttpServletResponse response, int status, String body)
      throws IOException {
    response.setStatus(status);
    response.setHeader("Cache-Control", "no-store");
    response.setHeader("X-Content-Type-Options", "nosniff");
    response.setHeader(
        "Content-Security-Policy",
        "default-src 'none'; form-action 'self'; frame-ancestors 'none'");
    boolean plain = plain(request);
    response.setContentType((plain ? "text/plain" : "text/html") + ";charset=UTF-8");
    response
        .getWriter()
        .write(
            plain
                ? body + "\n"
                : "<!doctype html><html lang=sq><meta charset=utf-8><title>REKSHKSH</title>"
                    + body);
  }

  private static String text(@Nullable String value) {
    return value == null
        ? ""
        : value
            .replace("&", "&amp;")
            .replace("<", "&lt;")
            .replace(">", "&gt;")
            .replace("\"", "&quot;")
            .replace("'", "&#39;");
  }
}
