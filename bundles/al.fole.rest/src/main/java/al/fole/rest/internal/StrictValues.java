// SPDX-License-Identifier: EUPL-1.2
package al.fole.rest.internal;

import al.fole.spi.Problem;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.SerializerProvider;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdScalarDeserializer;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.StdScalarSerializer;
import java.io.IOException;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Values that are one JSON string: text, ids, dates. Jackson's own readers also take numbers,
 * arrays, Base64 and dates with a time of day.
 */
final class StrictValues extends SimpleModule {
  private static final long serialVersionUID = 1L;

  StrictValues() {
    super("fole-strict-values");
    text(String.class, Function.identity());
    text(UUID.class, Texts::uuid);
    text(LocalDate.class, Texts::date);
    text(Instant.class, Instant::parse);
    addKeyDeserializer(
        String.class,
        new KeyDeserializer() {
          @Override
          public Object deserializeKey(String key, DeserializationContext context) {
            return checked(key);
          }
        });
  }

  private <T> void text(Class<T> type, Function<String, ? extends T> parse) {
    addDeserializer(type, new TextReader<>(type, parse));
  }

  @Override
  public void setupModule(SetupContext context) {
    super.setupModule(context);
    context.addDeserializers(
        new Deserializers.Base() {
          @Override
          public @Nullable JsonDeserializer<?> findBeanDeserializer(
              JavaType type, DeserializationConfig config, BeanDescription bean) {
            return IdRecord.of(type.getRawClass())
                .<JsonDeserializer<?>>map(id -> new TextReader<>(Object.class, id::read))
                .orElse(null);
          }
        });
    context.addSerializers(
        new Serializers.Base() {
          @Override
          public @Nullable JsonSerializer<?> findSerializer(
              SerializationConfig config, JavaType type, BeanDescription bean) {
            return IdRecord.of(type.getRawClass()).map(IdWriter::new).orElse(null);
          }
        });
  }

  private static String checked(String text) {
    if (!Texts.clean(text)) {
      throw Problem.of(
          Problem.Kind.INVALID,
          "text-not-unicode",
          "Teksti përmban shenja që nuk lejohen (NUL ose gjysmë shenjë Unicode).",
          "The text contains characters that are not allowed (NUL or half a Unicode character).");
    }
    return text;
  }

  private static final class TextReader<T> extends StdScalarDeserializer<T> {
    private static final long serialVersionUID = 1L;
    private final transient Function<String, ? extends T> parse;

    TextReader(Class<?> type, Function<String, ? extends T> parse) {
      super(type);
      this.parse = parse;
    }

    @Override
    public @Nullable T deserialize(JsonParser parser, DeserializationContext context)
        throws IOException {
      if (!parser.hasToken(JsonToken.VALUE_STRING)) {
        context.handleUnexpectedToken(handledType(), parser);
        return null;
      }
      String text = checked(parser.getText());
      try {
        return parse.apply(text);
      } catch (DateTimeException | IllegalArgumentException e) {
        context.handleWeirdStringValue(handledType(), text, "unreadable");
        return null;
      }
    }
  }

  private static final class IdWriter extends StdScalarSerializer<Object> {
    private static final long serialVersionUID = 1L;
    private final transient IdRecord id;

    IdWriter(IdRecord id) {
      super(Object.class);
      this.id = id;
    }

    @Override
    public void serialize(Object value, JsonGenerator out, SerializerProvider provider)
        throws IOException {
      out.writeString(id.text(value));
    }
  }
}
