// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.jakarta.rs.cfg.JakartaRSFeature;
import com.fasterxml.jackson.jakarta.rs.json.JacksonJsonProvider;
import jakarta.annotation.Priority;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.NoContentException;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.lang.annotation.Annotation;
import java.lang.reflect.Type;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON to records and back. */
@Priority(Priorities.ENTITY_CODER)
public final class JsonProvider extends JacksonJsonProvider {

  /** Each instance has its own mapper and caches: an instance serves one application. */
  public JsonProvider() {
    super(Json.mapper(), BASIC_ANNOTATIONS);
    disable(JakartaRSFeature.ALLOW_EMPTY_INPUT);
  }

  @Override
  protected boolean hasMatchingMediaType(@Nullable MediaType type) {
    return type != null
        && type.getType().equalsIgnoreCase("application")
        && (type.getSubtype().equalsIgnoreCase("json")
            || type.getSubtype().equalsIgnoreCase("problem+json"));
  }

  @Override
  protected JsonParser _createParser(ObjectReader reader, InputStream raw) throws IOException {
    // A decoder that reports: Jackson's own guesses UTF-16 and 32 and lets broken UTF-8 through.
    return reader
        .getFactory()
        .createParser(new InputStreamReader(raw, StandardCharsets.UTF_8.newDecoder()));
  }

  @Override
  public Object readFrom(
      Class<Object> type,
      Type generic,
      Annotation[] annotations,
      MediaType media,
      MultivaluedMap<String, String> headers,
      InputStream in)
      throws IOException {
    try {
      Object value = super.readFrom(type, generic, annotations, media, headers, in);
      if (value == null) {
        throw Refusals.bodyMissing();
      }
      return value;
    } catch (NoContentException e) {
      throw Refusals.bodyMissing();
    } catch (CharacterCodingException e) {
      throw Refusals.notUtf8();
    } catch (JsonProcessingException e) {
      throw JsonRefusals.of(e);
    }
  }
}
