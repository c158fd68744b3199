// SPDX-License-Identifier: EUPL-1.2
package al.fole.spi;

import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A refusal: nothing was written. It names the rule or field and says in Albanian and English what
 * is wrong. It never carries a personal value. Over HTTP it is an RFC 9457 problem whose type ends
 * in {@link #rule()}.
 */
public final class Problem extends RuntimeException {
  private static final long serialVersionUID = 1L;

  /** What the caller should do about it. */
  public enum Kind {
    /** 400: the request cannot be read as what it claims to be; mend it. */
    MALFORMED(400),
    /** 401: no valid session; sign in. */
    UNAUTHENTICATED(401),
    /** 403: this role may not; ask somebody else. */
    FORBIDDEN(403),
    /** 404: not there, or not for you: the two look the same. */
    ABSENT(404),
    /** 409: the state of things does not allow it now. */
    CONFLICT(409),
    /** 412: somebody changed it since you read it; read again. */
    STALE(412),
    /** 413: too large. */
    TOO_LARGE(413),
    /** 422: readable, but a field breaks a rule; mend the field. */
    INVALID(422),
    /** 428: send If-Match. */
    PRECONDITION_REQUIRED(428),
    /** 429: too many; wait. */
    TOO_MANY(429),
    /** 503: a part is missing or paused; the same request may succeed later. */
    UNAVAILABLE(503);

    private final int status;

    Kind(int status) {
      this.status = status;
    }

    /** HTTP status, RFC 9110. */
    public int status() {
      return status;
    }
  }

  private final Kind kind;
  private final String rule;
  private final String sq;
  private final String en;
  private final @Nullable String field;
  private final transient Map<String, String> more;

  private Problem(
      Kind kind,
      String rule,
      @Nullable String field,
      String sq,
      String en,
      Map<String, String> more) {
    super(rule + ": " + en, null, false, false);
    this.kind = kind;
    this.rule = rule;
    this.sq = sq;
    this.en = en;
    this.field = field;
    this.more = Map.copyOf(more);
  }

  /**
   * @param rule stable id in kebab case, for example {@code personal-number-check-letter}
   * @param sq one Albanian sentence
   * @param en one English sentence
   */
  public static Problem of(Kind kind, String rule, String sq, String en) {
    return new Problem(kind, rule, null, sq, en, Map.of());
  }

  /** A field of the request breaks a rule: status 422. */
  public static Problem invalid(String field, String rule, String sq, String en) {
    return new Problem(Kind.INVALID, rule, field, sq, en, Map.of());
  }

  /** The one answer to a record that is not there and to one out of scope. */
  public static Problem absent() {
    return of(Kind.ABSENT, "not-found", "Nuk u gjet.", "Not found.");
  }

  /** A part of the module is missing; {@code part} is its name, for example {@code persons}. */
  public static Problem unavailable(String part) {
    return of(
            Kind.UNAVAILABLE,
            "part-unavailable",
            "Pjesa '" + part + "' nuk është në punë tani.",
            "The part '" + part + "' is not available now.")
        .with("part", part);
  }

  /** The same problem with one more machine-readable member; never a personal value. */
  public Problem with(String name, String value) {
    var members = new java.util.HashMap<>(more);
    members.put(name, value);
    return new Problem(kind, rule, field, sq, en, members);
  }

  /** Class of the refusal and its HTTP status. */
  public Kind kind() {
    return kind;
  }

  /** Stable id of the broken rule. */
  public String rule() {
    return rule;
  }

  /** Albanian sentence. */
  public String sq() {
    return sq;
  }

  /** English sentence. */
  public String en() {
    return en;
  }

  /** Field at fault, as the request names it. */
  public Optional<String> field() {
    return Optional.ofNullable(field);
  }

  /** Further members of the problem. */
  public Map<String, String> more() {
    return more;
  }
}
