// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import al.fole.keys.Signer;
import al.fole.spi.Problem;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * What can be read again of the signed state of a log outside the database: the files of this host
 * and the places; and the notes that ended the logs before. Each is believed for its signature
 * only.
 */
record PublishedNotes(LogTables tables, LogFiles files, Places places, Signer signer)
    implements Continuation.Published {

  @Override
  public List<SignedState> heed(String origin) {
    try {
      var notes = new ArrayList<>(tables.notes().former());
      file(LogFiles.CHECKPOINT).ifPresent(notes::add);
      file(LogFiles.FROZEN).ifPresent(notes::add);
      var signed = new ArrayList<SignedState>();
      notes.stream().filter(note -> isAbout(note, origin)).forEach(note -> heed(note, signed));
      places.last(origin, note -> heed(note, signed));
      return signed;
    } catch (SQLException e) {
      throw new TilesUnreadable(e);
    } catch (Problem contradiction) {
      throw new LogStopped(contradiction.rule(), contradiction.en());
    }
  }

  private boolean heed(String note, List<SignedState> signed) {
    if (signer.signed(note)) {
      signed.add(SignedState.parse(note.getBytes(UTF_8)));
    }
    return signer.heed(note);
  }

  /** Files of another database are refused where they are published. */
  private static boolean isAbout(String note, String origin) {
    return note.startsWith(origin + "\n") || note.startsWith("fole.al/frozen@");
  }

  private Optional<String> file(String name) {
    return files.read(name).map(bytes -> new String(bytes, UTF_8));
  }
}
