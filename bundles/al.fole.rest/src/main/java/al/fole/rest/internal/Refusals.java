// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import al.fole.spi.Problem;
import al.fole.spi.Problem.Kind;
import org.jspecify.annotations.Nullable;

/** The sentences in which this bundle refuses. */
final class Refusals {
  private Refusals() {}

  static Problem bodyMissing() {
    return Problem.of(
        Kind.MALFORMED, "body-missing", "Mungon trupi i kërkesës.", "The request has no body.");
  }

  static Problem notUtf8() {
    return Problem.of(
        Kind.MALFORMED,
        "text-not-utf8",
        "Trupi i kërkesës nuk është UTF-8 i vlefshëm.",
        "The body is not valid UTF-8.");
  }

  static Problem bodyTooLarge(int limit) {
    return Problem.of(
            Kind.TOO_LARGE,
            "body-too-large",
            "Kërkesa është më e madhe se sa lejohet.",
            "The request is larger than allowed.")
        .with("limit_bytes", Integer.toString(limit));
  }

  static Problem bodyBroken() {
    return Problem.of(
        Kind.MALFORMED,
        "body-unreadable",
        "Trupi i kërkesës nuk mbërriti i plotë.",
        "The body did not arrive whole.");
  }

  static Problem unreadable() {
    return Problem.of(
        Kind.MALFORMED,
        "json-unreadable",
        "Kërkesa nuk është JSON i vlefshëm.",
        "The request is not valid JSON.");
  }

  static Problem limits() {
    return Problem.of(
        Kind.MALFORMED,
        "json-limit-exceeded",
        "JSON është më i thellë, ose një tekst a numër në të më i gjatë, se sa lejohet.",
        "The JSON is deeper, or a text or number in it longer, than allowed.");
  }

  static Problem field(String path, String rule) {
    return switch (rule) {
      case "field-unknown" ->
          Problem.invalid(path, rule, "Kjo fushë nuk njihet.", "This field is not known.");
      case "field-missing" ->
          Problem.invalid(path, rule, "Kjo fushë duhet dhënë.", "This field must be given.");
      case "value-refused" ->
          Problem.invalid(path, rule, "Kjo vlerë nuk pranohet.", "This value is not accepted.");
      default ->
          Problem.invalid(
              path,
              "field-type",
              "Vlera e kësaj fushe nuk është e llojit të kërkuar.",
              "The value of this field is not of the kind required.");
    };
  }

  static Problem parameter(String name, boolean inPath) {
    return inPath
        ? Problem.absent().with("parameter", name)
        : Problem.of(
                Kind.MALFORMED,
                "parameter-unreadable",
                "Ky parametër nuk lexohet.",
                "This parameter cannot be read.")
            .with("parameter", name);
  }

  static Problem ifMatchMissing() {
    return Problem.of(
        Kind.PRECONDITION_REQUIRED,
        "if-match-required",
        "Dërgoni If-Match me ETag-un e fundit.",
        "Send If-Match with the last ETag.");
  }

  static Problem keyUnreadable() {
    return Problem.of(
        Kind.MALFORMED,
        "idempotency-key-unreadable",
        "Idempotency-Key duhet të ketë 1 deri 128 shenja të dukshme ASCII.",
        "Idempotency-Key must be 1 to 128 visible ASCII characters.");
  }

  /** What HTTP itself refuses; null for a status without a sentence of its own. */
  static @Nullable Answer http(int status) {
    return switch (status) {
      case 400 ->
          new Answer(
              400, "request-unreadable", "Kërkesa nuk lexohet.", "The request cannot be read.");
      case 401 -> new Answer(401, "unauthenticated", "Hyni në sistem.", "Sign in.");
      case 403 -> new Answer(403, "forbidden", "Nuk lejohet.", "Not allowed.");
      case 404 ->
          new Answer(404, "no-such-route", "Kjo adresë nuk ekziston.", "There is no such address.");
      case 405 ->
          new Answer(
              405,
              "method-not-allowed",
              "Kjo metodë nuk lejohet në këtë adresë.",
              "This method is not allowed at this address.");
      case 406 ->
          new Answer(
              406,
              "not-acceptable",
              "Përgjigjja nuk jepet në formatin e kërkuar.",
              "The answer is not available in the format asked for.");
      case 415 ->
          new Answer(
              415,
              "media-type-not-supported",
              "Dërgoni application/json.",
              "Send application/json.");
      default -> null;
    };
  }

  static Answer internal() {
    return new Answer(
        500,
        "internal",
        "Ndodhi një gabim i papritur; jepni numrin e kërkesës.",
        "Something unexpected happened; quote the request id.");
  }
}
