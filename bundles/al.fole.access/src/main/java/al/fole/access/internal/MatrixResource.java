// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import al.fole.spi.Purpose;
import al.fole.spi.Unit;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import java.util.Comparator;
import java.util.List;

/**
 * The access matrix and the organisation units as data; no personal data, for everybody signed in.
 */
@Path("")
@Produces(MediaType.APPLICATION_JSON)
public final class MatrixResource {

  private final CurrentMatrix matrix;

  /** A role with what it may do. */
  record RoleView(
      String code,
      Reach reach,
      String sq,
      String en,
      String ground,
      List<Purpose> purposes,
      List<Matrix.Grant> permissions) {}

  /** Shows the current matrix. */
  public MatrixResource(CurrentMatrix matrix) {
    this.matrix = matrix;
  }

  /** Roles by code, each with its permissions and the article of each. */
  @GET
  @Path("matrix")
  public List<RoleView> matrix() {
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
                    known.grantsOf(role.code())))
        .toList();
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
