package io.weir.catalog;

import static java.util.Objects.requireNonNull;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationContext;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.deser.DeserializationProblemHandler;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;

/**
 * How definitions are written in the store and on disk. Members that this version does not know are passed over, so that a node
 * reads what a newer one wrote; null members are left out. Any thread.
 */
public final class CatalogJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            // Whole numbers are milliseconds: the store's script writes them.
            .disable(DeserializationFeature.READ_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(SerializationFeature.WRITE_DATE_TIMESTAMPS_AS_NANOSECONDS)
            .disable(SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_NULL, JsonInclude.Include.ALWAYS))
            .build();
    private static final Map<Kind, ObjectReader> STORED = new EnumMap<>(Kind.class);

    static {
        for (Kind kind : Kind.values()) {
            JavaType type = MAPPER.getTypeFactory().constructParametricType(Stored.class, kind.type());
            STORED.put(kind, MAPPER.readerFor(type));
        }
    }

    private CatalogJson() {}

    /** The mapper itself, not to be configured further. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    /** One definition as JSON. */
    public static String write(Definition definition) {
        return writeAny(definition);
    }

    /** Any value as JSON, such as a quoted string. */
    public static String writeAny(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException(value.getClass().getSimpleName() + " cannot be written as JSON", e);
        }
    }

    /**
     * Reads what the store holds for one object.
     *
     * @throws IOException where it is not JSON or not a valid definition for this version
     */
    public static Stored<? extends Definition> readStored(Kind kind, byte[] json) throws IOException {
        return reader(kind).readValue(json);
    }

    /**
     * What of a stored object this version does not know, such as {@code definition.limits.0.burst}.
     *
     * @throws IOException as where it is read
     */
    public static List<String> unknownMembers(Kind kind, byte[] json) throws IOException {
        List<String> unknown = new ArrayList<>();
        reader(kind).withHandler(new UnknownMembers(unknown)).readValue(json);
        return unknown;
    }

    /** Notes where what lies that is passed over. */
    private static final class UnknownMembers extends DeserializationProblemHandler {
        private final List<String> found;

        UnknownMembers(List<String> found) {
            this.found = found;
        }

        @Override
        public boolean handleUnknownProperty(
                DeserializationContext context,
                JsonParser parser,
                JsonDeserializer<?> deserializer,
                Object beanOrClass,
                String name)
                throws IOException {
            found.add(parser.getParsingContext()
                    .pathAsPointer()
                    .toString()
                    .substring(1)
                    .replace('/', '.'));
            parser.skipChildren();
            return true;
        }
    }

    /** Reads objects of a kind with their version and times. */
    static ObjectReader reader(Kind kind) {
        return requireNonNull(STORED.get(kind));
    }
}
