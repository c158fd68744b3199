// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.embed;

import al.fole.spi.Problem;
import al.fole.spi.host.Referral;
import al.fole.spi.host.Referrals;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.time.LocalDate;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The parent's own page: its cases, and the button that refers a child. */
final class RegistryPage extends HttpServlet {
  private static final long serialVersionUID = 1L;

  private final transient Registry registry;
  private final transient Supplier<@Nullable Referrals> module;

  RegistryPage(Registry registry, Supplier<@Nullable Referrals> module) {
    this.registry = registry;
    this.module = module;
  }

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    var path = request.getPathInfo();
    answer(response, 200, path == null || path.equals("/") ? "Regjistri" : told(path));
  }

  private String told(String path) {
    return registry.told(path.substring(path.lastIndexOf('/') + 1));
  }

  @Override
  protected void doPost(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    request.setCharacterEncoding("UTF-8");
    var session = Objects.requireNonNullElse(request.getHeader("X-Session"), "");
    var user = registry.identify(session);
    var referrals = module.get();
    if (user.isEmpty()) {
      answer(response, 401, "Hyni.");
    } else if (referrals == null) {
      answer(response, 503, "Moduli nuk është në punë tani.");
    } else {
      var number = registry.open();
      try {
        referrals.refer(
            session,
            new Referral(
                number,
                user.get().unit(),
                request.getParameter("personalNumber"),
                request.getParameter("firstName"),
                request.getParameter("fatherName"),
                request.getParameter("lastName"),
                request.getParameter("sex"),
                LocalDate.parse(request.getParameter("birthDate")),
                false,
                request.getParameter("municipality"),
                LocalDate.parse(request.getParameter("referredOn"))));
        answer(response, 201, number);
      } catch (Problem refusal) {
        answer(response, refusal.kind().status(), refusal.sq());
      }
    }
  }

  private static void answer(HttpServletResponse response, int status, String text)
      throws IOException {
    response.setStatus(status);
    response.setContentType("text/plain;charset=UTF-8");
    response.getWriter().write(text);
  }
}
