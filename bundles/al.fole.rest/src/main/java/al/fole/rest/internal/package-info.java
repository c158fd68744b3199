// SPDX-License-Identifier: EUPL-1.2
/**
 * The manners of the HTTP interface, the same for every feature. A resource returns and takes
 * records; what is below happens around it.
 *
 * <p><b>Names.</b> An application asks for {@code fole.rest} (and {@code fole.access}) in {@code
 * osgi.jakartars.extension.select}. {@code fole.rest} is one service that registers everything, so
 * an application has all of it or is not published. It is of prototype scope: each application, and
 * each reload of it, has its own {@code ObjectMapper} and with it no class of a version that is
 * gone.
 *
 * <p><b>JSON in.</b> UTF-8 only. Unknown and repeated members, trailing text, a value of another
 * JSON type, {@code ""} for nothing, impossible dates, lone surrogates and NUL are refused, naming
 * the field by its path ({@code identity.birthDate}, {@code items[2].code}). A record component is
 * required unless it is {@code @Nullable}; the annotation is read from the record's class file, so
 * no bundle has to import JSpecify. A {@code Problem} thrown by a record's constructor keeps its
 * rule; its field is completed to the path. At most 64 KiB, 32 levels.
 *
 * <p><b>JSON out.</b> Dates and instants in ISO 8601; members that are null are left out. A record
 * whose only component is {@code UUID value} is a plain string both ways, and also as
 * {@code @PathParam} and {@code @QueryParam}; so are {@code UUID}, {@code LocalDate} and {@code
 * Instant}.
 *
 * <p><b>Versions.</b> A returned record with a component {@code long version} gets the ETag {@code
 * "<version>"}. A method with a parameter {@code @HeaderParam("If-Match") Version} is not called
 * without that header (428).
 *
 * <p><b>Receipts.</b> A write returns its {@code Receipt}. A POST whose path does not contain the
 * receipt's id has created something: 201 and {@code Location: <path>/<id>}. Otherwise 200. A
 * Location is a path, never with a host.
 *
 * <p><b>While parts come and go.</b> An application whose own service, or one of the extensions it
 * was made with, has gone is served until the whiteboard has reloaded it. What fails unforeseen
 * then is 503 {@code part-unavailable}, not 500; so is what fails inside the whiteboard.
 *
 * <p><b>Idempotency-Key</b> on POST, 1 to 128 visible ASCII characters: the resource's caller
 * ({@code SecurityContext.getUserPrincipal()}) is then an {@code al.fole.access.Claimed}. Only
 * keyed digests leave this bundle.
 *
 * <p><b>Refusals</b> are {@code Problem}s, thrown anywhere: RFC 9457 in both languages with the
 * request id. {@code with("retry_after", "30")} sets Retry-After (503 and 429; default 5).
 * Everything unforeseen is 500 {@code internal}, logged once with the request id and without
 * messages, which may hold values of a person; these are logged at debug.
 *
 * <p><b>The request id</b> is the {@code request()} of the caller, before there is one the request
 * property {@code fole.request}, set before matching; answered as {@code X-Request-Id}.
 *
 * <p><b>OpenAPI.</b> A bundle with routes has {@code /openapi.json} at its root: {@code paths} and
 * {@code components}, paths relative to {@code /api}. Shared components to refer to: schemas {@code
 * Problem}, {@code Receipt}; responses {@code Created}, {@code Receipt}, {@code Problem}; headers
 * {@code ETag}, {@code Location}; parameters {@code IfMatch}, {@code IdempotencyKey}. {@code GET
 * /api/openapi} is the union of the active bundles.
 */
@NullMarked
package al.fole.rest.internal;

import org.jspecify.annotations.NullMarked;
