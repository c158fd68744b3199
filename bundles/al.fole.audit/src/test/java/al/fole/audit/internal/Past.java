// SPDX-License-Identifier: EUPL-1.2
package al.fole.audit.internal;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.List;

/** States of a database that can be restored, as a back-up would. */
record Past(Trail trail) {
  private static final List<String> TABLES =
      List.of(
          "journal.entry",
          "journal.event",
          "journal.sequence",
          "audit.log",
          "audit.tile",
          "audit.checkpoint",
          "audit.signing_key");

  void keep(String name) throws Exception {
    trail.tamper("create schema " + name);
    for (String table : TABLES) {
      trail.tamper("create table " + kept(name, table) + " as table " + table);
    }
  }

  void restore(String name) throws Exception {
    trail.tamper("truncate " + String.join(", ", TABLES));
    for (String table : TABLES) {
      trail.tamper("insert into " + table + " select * from " + kept(name, table));
    }
  }

  /** What the signer had signed then. */
  byte[] state(String name) throws Exception {
    String note =
        trail.one("select note from " + kept(name, "audit.checkpoint") + " order by size desc");
    return note.substring(0, note.indexOf("\n\n") + 1).getBytes(UTF_8);
  }

  private static String kept(String name, String table) {
    return name + "." + table.replace('.', '_');
  }
}
