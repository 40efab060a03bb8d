package dev.kerf.observe.prometheus;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadFeature;
import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What is around each answer: whether it is one, and with which reservations. Read as it comes, never held whole. */
final class Envelope {
    private static final JsonFactory JSON = JsonFactory.builder()
            .enable(StreamReadFeature.USE_FAST_DOUBLE_PARSER)
            .build();

    /** Reads {@code data}: stands at its first token, and is to stand at its last. */
    @FunctionalInterface
    interface Data<T> {
        T read(JsonParser json) throws IOException;
    }

    /**
     * An answer.
     *
     * @param data     null: there is none
     * @param error    what the server says went wrong; empty: nothing
     * @param warnings that it is not all there is
     */
    record Content<T>(@Nullable T data, String error, List<String> warnings) {}

    private Envelope() {}

    /** @throws IOException where it is no answer, or breaks off */
    static <T> Content<T> read(InputStream in, Data<T> reader) throws IOException {
        try (JsonParser json = JSON.createParser(in)) {
            expect(json, json.nextToken(), JsonToken.START_OBJECT);
            @Nullable T data = null;
            String error = "";
            List<String> warnings = new ArrayList<>();
            while (json.nextToken() == JsonToken.FIELD_NAME) {
                String field = json.currentName();
                json.nextToken();
                switch (field) {
                    case "data" -> data = reader.read(json);
                    case "error" -> error = json.getValueAsString("");
                    case "warnings" -> warnings.addAll(texts(json));
                    default -> json.skipChildren();
                }
            }
            expect(json, json.currentToken(), JsonToken.END_OBJECT);
            return new Content<>(data, error, warnings);
        }
    }

    static void expect(JsonParser json, @Nullable JsonToken found, JsonToken wanted) throws JsonParseException {
        if (found != wanted) {
            throw new JsonParseException(json, "has " + found + " where " + wanted + " is wanted");
        }
    }

    /** A list of texts; none where it is something else. */
    static List<String> texts(JsonParser json) throws IOException {
        List<String> texts = new ArrayList<>();
        if (json.currentToken() != JsonToken.START_ARRAY) {
            json.skipChildren();
            return texts;
        }
        while (json.nextToken() != JsonToken.END_ARRAY) {
            texts.add(json.getValueAsString(""));
            json.skipChildren();
        }
        return texts;
    }
}
