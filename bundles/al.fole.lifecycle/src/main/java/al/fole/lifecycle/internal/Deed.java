// SPDX-License-Identifier: EUPL-1.2
package al.fole.lifecycle.internal;

import al.fole.lifecycle.Operation;
import al.fole.lifecycle.Operation.Kind;
import al.fole.lifecycle.Operation.State;
import java.io.IOException;
import java.io.StringReader;
import java.io.StringWriter;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An operation as it lies on the disk.
 *
 * @param number in the order in which they began
 * @param by who wanted it
 * @param claim digest of the caller's idempotency key, or empty
 * @param body digest of what he sent with it
 * @param recorded how many of its entries are in the journal: 0 to 2
 */
record Deed(long number, Operation operation, Doer by, String claim, String body, int recorded) {

  private static final int INTENT = 1;
  private static final int OUTCOME = 2;

  /** Entries the journal lacks: 1 for the intent, then 2 for the outcome. */
  boolean owes() {
    return recorded < (operation.state() == State.RUNNING ? INTENT : OUTCOME);
  }

  Deed with(Operation changed) {
    return new Deed(number, changed, by, claim, body, recorded);
  }

  Deed recorded(int entries) {
    return new Deed(number, operation, by, claim, body, entries);
  }

  /** As the file says it. */
  String text() {
    var values = new Properties();
    put(values, "number", number);
    put(values, "id", operation.id());
    put(values, "kind", operation.kind());
    put(values, "state", operation.state());
    put(values, "target", operation.target());
    put(values, "release", operation.release());
    put(values, "activation", operation.activation());
    put(values, "digest-before", operation.digestBefore());
    put(values, "digest-after", operation.digestAfter());
    put(values, "begun-at", operation.begunAt());
    put(values, "ended-at", operation.endedAt());
    put(values, "rule", operation.rule());
    put(values, "sq", operation.sq());
    put(values, "en", operation.en());
    put(values, "recovered", operation.recovered());
    put(values, "said", String.join("\n", operation.said()));
    put(values, "who", by.who());
    put(values, "role", by.role());
    put(values, "unit", by.unit());
    put(values, "session", by.session());
    put(values, "purpose", by.purpose());
    put(values, "assurance", by.assurance());
    put(values, "request", by.request());
    put(values, "claim", claim);
    put(values, "body", body);
    put(values, "recorded", recorded);
    var text = new StringWriter();
    try {
      values.store(text, null);
    } catch (IOException e) {
      throw new IllegalStateException(e);
    }
    return text.toString();
  }

  private static void put(Properties values, String key, @Nullable Object value) {
    if (value != null) {
      values.setProperty(key, value.toString());
    }
  }

  /** From the file; IllegalArgumentException when it is none. */
  static Deed parse(String text) {
    var values = new Properties();
    try {
      values.load(new StringReader(text));
    } catch (IOException e) {
      throw new IllegalArgumentException(e);
    }
    String said = required(values, "said");
    String ended = values.getProperty("ended-at");
    var operation =
        new Operation(
            UUID.fromString(required(values, "id")),
            Kind.valueOf(required(values, "kind")),
            State.valueOf(required(values, "state")),
            required(values, "target"),
            required(values, "release"),
            Long.parseLong(required(values, "activation")),
            required(values, "digest-before"),
            required(values, "digest-after"),
            Instant.parse(required(values, "begun-at")),
            ended == null ? null : Instant.parse(ended),
            values.getProperty("rule"),
            values.getProperty("sq"),
            values.getProperty("en"),
            Boolean.parseBoolean(required(values, "recovered")),
            said.isEmpty() ? List.of() : List.of(said.split("\n")));
    var by =
        new Doer(
            UUID.fromString(required(values, "who")),
            required(values, "role"),
            required(values, "unit"),
            UUID.fromString(required(values, "session")),
            required(values, "purpose"),
            required(values, "assurance"),
            required(values, "request"),
            "");
    return new Deed(
        Long.parseLong(required(values, "number")),
        operation,
        by,
        required(values, "claim"),
        required(values, "body"),
        Integer.parseInt(required(values, "recorded")));
  }

  private static String required(Properties values, String key) {
    String value = values.getProperty(key);
    if (value == null) {
      throw new IllegalArgumentException(key + " is missing");
    }
    return value;
  }
}
