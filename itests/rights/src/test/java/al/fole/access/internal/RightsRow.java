// SPDX-License-Identifier: EUPL-1.2
package al.fole.access.internal;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** A row of the matrix as it stands in {@code access.policy}; its purposes are named one by one. */
record RightsRow(
    String role,
    String act,
    String object,
    List<String> relations,
    List<String> states,
    List<String> groups,
    List<String> purposes,
    String effect) {

  /** One a line. */
  static final String SQL =
      """
      select concat_ws(E'\\t', p.role, p.act, p.object, array_to_string(p.relations, ','),
        array_to_string(p.states, ','), array_to_string(p.groups, ','),
        case when 'ANY' = any (p.purposes) then coalesce((
          select string_agg(rp.purpose, ',') from access.role_purpose rp
          where rp.role = p.role and rp.valid_to is null), '')
        else array_to_string(p.purposes, ',') end, p.effect)
      from access.policy p
      where p.valid_from <= current_date and (p.valid_to is null or p.valid_to >= current_date)
      order by 1
      """;

  static List<RightsRow> read(Path file) throws IOException {
    return Files.readAllLines(file).stream().map(RightsRow::of).toList();
  }

  private static RightsRow of(String line) {
    var part = line.split("\t", -1);
    return new RightsRow(
        part[0],
        part[1],
        part[2],
        list(part[3]),
        list(part[4]),
        list(part[5]),
        list(part[6]),
        part[7]);
  }

  private static List<String> list(String joined) {
    return List.of(joined.split(",", -1));
  }

  /** The same as the module reads it. */
  Policy policy() {
    return new Policy(
        UUID.randomUUID(),
        role,
        act,
        object,
        relations,
        states,
        groups,
        purposes,
        effect,
        "",
        "",
        LocalDate.EPOCH,
        null);
  }
}
