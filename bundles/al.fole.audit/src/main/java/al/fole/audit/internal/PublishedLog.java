// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import al.fole.access.Access;
import al.fole.access.Permission;
import al.fole.journal.Journal;
import al.fole.journal.Proof;
import al.fole.spi.Actor;
import al.fole.spi.Problem;
import java.nio.charset.StandardCharsets;
import java.util.UUID;
import java.util.regex.Pattern;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/**
 * What outsiders and auditors may have of the log. Entries name persons by handles only, yet say
 * how much who works: they are for auditors ({@code audit.read}, draft decision 2026, art. 11).
 */
@Component(service = PublishedLog.class, configurationPid = "al.fole.audit")
public final class PublishedLog {
  static final Permission PERMISSION = new Permission("audit.read");
  private static final Pattern NAME =
      Pattern.compile(
          "(tile/(entries|[0-7])|seal)/(x[0-9]{3}/){0,6}[0-9]{3}(\\.p/[1-9][0-9]{0,2})?");

  private final LogKeeper keeper;
  private final Journal journal;
  private final Access access;

  /** Serves the files of this host. */
  @Activate
  public PublishedLog(
      @Reference LogKeeper keeper, @Reference TrailJournal journal, @Reference Access access) {
    this.keeper = keeper;
    this.journal = journal;
    this.access = access;
  }

  String checkpoint() {
    return keeper.files().checkpoint().orElseThrow(Problem::absent);
  }

  String vkey() {
    byte[] vkey = keeper.files().read(LogFiles.VKEY).orElseThrow(Problem::absent);
    return new String(vkey, StandardCharsets.UTF_8);
  }

  String keyring() {
    byte[] ring = keeper.files().read(LogFiles.KEYRING).orElseThrow(Problem::absent);
    return new String(ring, StandardCharsets.UTF_8);
  }

  LogKeeper.Status status(Actor actor) {
    access.require(actor, PERMISSION, null);
    return keeper.status();
  }

  byte[] file(Actor actor, String name) {
    access.require(actor, PERMISSION, null);
    if (!NAME.matcher(name).matches()) {
      throw Problem.absent();
    }
    return keeper.files().read(name).orElseThrow(Problem::absent);
  }

  Proof proof(Actor actor, UUID entry) {
    access.require(actor, PERMISSION, null);
    return journal.proof(entry).orElseThrow(Problem::absent);
  }
}
