// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import al.fole.spi.Problem;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The content of a problem document (RFC 9457) before the request id is known. */
record Answer(
    int status,
    String rule,
    @Nullable String field,
    String sq,
    String en,
    Map<String, String> more,
    @Nullable Throwable cause) {

  Answer {
    more = Map.copyOf(more);
  }

  Answer(int status, String rule, String sq, String en) {
    this(status, rule, null, sq, en, Map.of(), null);
  }

  static Answer of(Problem problem) {
    return new Answer(
        problem.kind().status(),
        problem.rule(),
        problem.field().orElse(null),
        problem.sq(),
        problem.en(),
        problem.more(),
        null);
  }

  Answer causedBy(Throwable unforeseen) {
    return new Answer(status, rule, field, sq, en, more, unforeseen);
  }

  /** The members as they are sent. */
  Map<String, Object> document(String request) {
    var members = new LinkedHashMap<String, Object>();
    members.put("type", "urn:fole:problem:" + rule);
    members.put("title", en);
    members.put("title_sq", sq);
    members.put("status", status);
    members.put("rule", rule);
    if (field != null) {
      members.put("field", field);
    }
    members.put("request_id", request);
    more.forEach(members::putIfAbsent);
    return members;
  }
}
