// SPDX-License-Identifier: EUPL-1.2
package al.fole.itests.attacks;

import al.fole.itests.story.Caller;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The places of the host and who acts in each role, made once. The children of Berat are in care of
 * an institution, entrusted to one of its managers and to a worker who is monitored, and named by
 * an inspection and a control that are open; those of Vulosur are sealed.
 */
final class SmallWorld {
  private static final String INSTITUTION = "I-BERAT";
  private static @Nullable SmallWorld made;

  final Place tirana;
  final Place kamez;
  final Place shkoder;
  final Place berat;
  final Place sealed;

  /** One session of each role of {@code rights.csv}. */
  final Map<String, Caller> actors = new LinkedHashMap<>();

  /** Whom nobody has refused anything yet. */
  final Caller newcomer;

  /** Keeps the accounts. */
  final Caller administrator;

  private final RightsHost host;

  private SmallWorld(RightsHost host) throws SQLException {
    this.host = host;
    this.administrator = host.signedIn("admin", "ADMINISTRATION");
    host.run(
        "insert into access.unit (code, kind, municipality, qark, name)"
            + " values ('%s', 'INSTITUTION', '01', 'AL-01', 'Shtëpia e Fëmijës')"
                .formatted(INSTITUTION));
    for (var line : RightsTable.read().roles().values()) {
      actors.put(line.role(), signedIn(line.account(), line.role(), line.unit(), line.purpose()));
    }
    newcomer = signedIn("i.ri.tirana", "PMF", "B53", "");
    tirana = place("tirana", "53", "tirana");
    kamez = place("kamez", "50", "kamez");
    shkoder = place("shkoder", "48", "shkoder");
    berat = place("berat", "01", "berat");
    sealed = place("vulosur", "53", "tirana");
    entrust();
    for (var subject : sealed.subjects()) {
      host.run("insert into access.standing values ('%s', 'SEALED', now())".formatted(subject));
    }
  }

  static synchronized SmallWorld of(RightsHost host) throws SQLException {
    var world = made;
    if (world == null) {
      world = new SmallWorld(host);
      made = world;
    }
    return world;
  }

  List<Place> places() {
    return List.of(tirana, kamez, shkoder, berat, sealed);
  }

  /** Who acts in a role. */
  Caller actor(String role) {
    return Objects.requireNonNull(actors.get(role), role);
  }

  /** Those that are not sealed. */
  List<Place> open() {
    return List.of(tirana, kamez, shkoder, berat);
  }

  /** A place of Tirana where everything is over. */
  Place over() throws SQLException {
    var over = place("mbyllur", "53", "tirana");
    over.end();
    return over;
  }

  private Place place(String name, String municipality, String unit) throws SQLException {
    var worker = signedIn("pmf." + unit, "PMF", "B" + municipality, "");
    var head = signedIn("head." + unit, "NJMF_HEAD", "B" + municipality, "");
    var place = Place.settled(name, municipality, worker, head);
    place.ids().put("account", account("pmf." + unit));
    place.ids().put("enquiry", Requests.NOBODY);
    place.ids().put("hold", Requests.NOBODY);
    place.ids().put("change", Requests.NOBODY);
    place.ids().put("entry", host.asked("select entry from journal.event limit 1").get(0));
    return place;
  }

  /** By the demonstration's password; whom it does not know is invited. */
  private Caller signedIn(String name, String role, String unit, String purpose)
      throws SQLException {
    return host.asked("select id from access.account where name = '" + name + "'").isEmpty()
        ? Stages.newcomer(host, administrator, name, role, unit, purpose)
        : host.signedIn(name, purpose);
  }

  private String account(String name) throws SQLException {
    return host.asked("select id from access.account where name = '" + name + "'").get(0);
  }

  private void entrust() throws SQLException {
    var inspection = UUID.randomUUID().toString();
    var control = UUID.randomUUID().toString();
    for (var subject : berat.subjects()) {
      open(subject, "unit", "'" + INSTITUTION + "'", "INSTITUTION");
      open(subject, "holder", "'" + account("menaxheri") + "'", "ASSIGNED");
      open(subject, "holder", "'" + account("pmf.berat") + "'", "ASSIGNED");
      open(subject, "holder", "'" + inspection + "'", "MANDATE");
      open(subject, "holder", "'" + control + "'", "MANDATE");
    }
    charge("inspektori", inspection, "MANDATE");
    charge("kontrolli", control, "MANDATE");
    charge("monitoruesi", account("pmf.berat"), "MONITORED");
  }

  private void open(String subject, String column, String value, String relation)
      throws SQLException {
    host.run(
        "insert into access.scope (subject, via, %s, relation, opened_on)".formatted(column)
            + " values ('%s', '%s', %s, '%s', current_date)"
                .formatted(subject, subject, value, relation));
  }

  private void charge(String account, String holder, String charge) throws SQLException {
    host.run(
        "insert into access.charge (account, holder, charge, opened_on)"
            + " values ('%s', '%s', '%s', current_date)"
                .formatted(account(account), holder, charge));
  }
}
