// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.access.internal.PrintedMatrix.Language;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import al.fole.spi.Purpose;
import al.fole.spi.Unit;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The access matrix and the organisation units as data; no personal data. */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class MatrixResource {
  private static final String CSV = "text/csv;charset=utf-8";
  private static final String HTML = "text/html;charset=utf-8";
  private static final String MARKDOWN = "text/markdown;charset=utf-8";

  /** In the order of preference of whoever takes anything. */
  private static final List<String> TYPES =
      List.of(MediaType.APPLICATION_JSON, HTML, CSV, MARKDOWN);

  private static final Map<String, String> FORMATS =
      Map.of("json", MediaType.APPLICATION_JSON, "html", HTML, "csv", CSV, "md", MARKDOWN);

  private static final Map<String, Language> LANGUAGES =
      Map.of("sq", Language.SQ, "en", Language.EN);

  private final CurrentMatrix matrix;
  private final MatrixPrints prints;

  /** A role with what it may do: permissions of features, and rows of the manual. */
  record RoleView(
      String code,
      Reach reach,
      String sq,
      String en,
      String ground,
      List<Purpose> purposes,
      List<Matrix.Grant> permissions,
      List<PrintedMatrix.Row> rows) {}

  /** Shows the current matrix. */
  public MatrixResource(CurrentMatrix matrix, MatrixPrints prints) {
    this.matrix = matrix;
    this.prints = prints;
  }

  /**
   * Roles by code, each with its permissions and rows and the article of each; or the print of the
   * whole, by article.
   */
  @GET
  @Path("matrix")
  @Produces({MediaType.APPLICATION_JSON, HTML, CSV, MARKDOWN})
  public Response matrix(
      @QueryParam("format") @Nullable String format,
      @QueryParam("lang") @DefaultValue("sq") String lang,
      @Context HttpHeaders headers,
      @Context SecurityContext caller) {
    String type = format == null ? accepted(headers) : word("format", FORMATS, format);
    Language language = word("lang", LANGUAGES, lang);
    var print = prints.today((Actor) caller.getUserPrincipal());
    var page = new MatrixPage(print);
    Object entity =
        switch (type) {
          case HTML -> page.html(language);
          case CSV -> page.csv();
          case MARKDOWN -> page.markdown(language);
          default -> roles(print);
        };
    return Response.ok(entity, type).build();
  }

  private List<RoleView> roles(PrintedMatrix print) {
    var known = matrix.fresh();
    return known.roles().values().stream()
        .sorted(Comparator.comparing(Matrix.Role::code))
        .map(
            role ->
                new RoleView(
                    role.code(),
                    role.reach(),
                    role.sq(),
                    role.en(),
                    role.ground(),
                    role.purposes(),
                    known.grantsOf(role.code()),
                    print.rows(role.code())))
        .toList();
  }

  private static String accepted(HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().stream()
        .flatMap(
            wanted -> TYPES.stream().filter(type -> MediaType.valueOf(type).isCompatible(wanted)))
        .findFirst()
        .orElse(MediaType.APPLICATION_JSON);
  }

  private static <T> T word(String field, Map<String, T> words, String given) {
    T known = words.get(given);
    if (known == null) {
      throw Problem.invalid(
          field,
          field + "-code",
          "Vlera është një nga: "
              + String.join(", ", words.keySet().stream().sorted().toList())
              + ".",
          "The value is one of: "
              + String.join(", ", words.keySet().stream().sorted().toList())
              + ".");
    }
    return known;
  }

  /** Units by code. */
  @GET
  @Path("units")
  public List<Unit> units() {
    return matrix.fresh().units().values().stream()
        .sorted(Comparator.comparing(Unit::code))
        .toList();
  }
}
