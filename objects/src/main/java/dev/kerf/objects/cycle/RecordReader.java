package dev.kerf.objects.cycle;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads what {@link RecordWriter} wrote. Only the types that a record names are ever made; what is left out reads as
 * empty, zero or absent, so that a file of before a part was added can still be read.
 */
final class RecordReader {
    private final JsonParser json;

    RecordReader(JsonParser json) {
        this.json = json;
    }

    /**
     * The record whose object is open, the parser standing on the name of its next part.
     *
     * @throws IllegalArgumentException if something is no value of its type; the parser stands where
     */
    Object parts(Class<?> type) throws IOException {
        Parts parts = Parts.of(type);
        Map<String, Object> found = new LinkedHashMap<>();
        while (json.currentToken() == JsonToken.FIELD_NAME) {
            String name = json.currentName();
            Parts.Part part = parts.parts().stream()
                    .filter(p -> p.name().equals(name))
                    .findFirst()
                    .orElseThrow(() -> new IllegalArgumentException("is not known to this Kerf"));
            json.nextToken();
            found.put(name, value(part.type()));
            json.nextToken();
        }
        expect(JsonToken.END_OBJECT);
        return parts.make(parts.parts().stream()
                .map(p -> orNothing(p, found.get(p.name())))
                .toArray());
    }

    private static @Nullable Object orNothing(Parts.Part part, @Nullable Object found) {
        return found == null && !part.optional() ? nothing(part.name(), part.type()) : found;
    }

    private static Object nothing(String name, Type type) {
        if (type instanceof ParameterizedType many) {
            Class<?> raw = (Class<?>) many.getRawType();
            return Map.class.isAssignableFrom(raw) ? emptyMap(raw) : collected(raw, List.of());
        }
        Class<?> plain = (Class<?>) type;
        Object zero = Plain.zero(plain);
        if (zero == null && plain.isRecord()) {
            Parts.Part single = Parts.of(plain).single();
            zero = single == null ? null : Parts.of(plain).make(nothing(name, single.type()));
        }
        if (zero == null) {
            throw new IllegalArgumentException("lacks its " + name);
        }
        return zero;
    }

    private Object value(Type type) throws IOException {
        if (type instanceof ParameterizedType many) {
            Class<?> raw = (Class<?>) many.getRawType();
            Type[] of = many.getActualTypeArguments();
            return Map.class.isAssignableFrom(raw) ? map(raw, (Class<?>) of[0], of[1]) : list(raw, of[0]);
        }
        Class<?> plain = (Class<?>) type;
        if (plain == Object.class) {
            return json.currentToken().isNumeric() ? (Object) json.getLongValue() : json.getText();
        }
        if (plain.isSealed() && !plain.isEnum()) {
            return alternative(plain);
        }
        return plain.isRecord() ? record(plain) : scalar(plain);
    }

    private Object scalar(Class<?> type) throws IOException {
        if (!json.currentToken().isScalarValue()) {
            throw new IllegalArgumentException("must be one value, not an object or a list");
        }
        return Plain.parse(type, json.getText());
    }

    private Object record(Class<?> type) throws IOException {
        Parts.Part single = Parts.of(type).single();
        if (single != null) {
            return Parts.of(type).make(scalar((Class<?>) single.type()));
        }
        expect(JsonToken.START_OBJECT);
        json.nextToken();
        return parts(type);
    }

    private Object alternative(Class<?> type) throws IOException {
        expect(JsonToken.START_OBJECT);
        json.nextToken();
        if (!Parts.IS.equals(json.currentName())) {
            throw new IllegalArgumentException("does not say which " + type.getSimpleName() + " it is");
        }
        json.nextToken();
        String name = json.getText();
        Class<?> chosen = alternatives(type)
                .filter(c -> c.getSimpleName().equals(name))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException(
                        "“" + name + "” is not known to this Kerf as a " + type.getSimpleName()));
        json.nextToken();
        return parts(chosen);
    }

    private static Stream<Class<?>> alternatives(Class<?> type) {
        return type.isSealed()
                ? Arrays.stream(type.getPermittedSubclasses()).flatMap(RecordReader::alternatives)
                : Stream.of(type);
    }

    private Object list(Class<?> raw, Type of) throws IOException {
        expect(JsonToken.START_ARRAY);
        List<Object> items = new ArrayList<>();
        while (json.nextToken() != JsonToken.END_ARRAY) {
            items.add(value(of));
        }
        return collected(raw, items);
    }

    private static Object collected(Class<?> raw, List<Object> items) {
        if (SortedSet.class.isAssignableFrom(raw)) {
            return new TreeSet<>(items);
        }
        return Set.class.isAssignableFrom(raw) ? new LinkedHashSet<>(items) : items;
    }

    private static Map<Object, Object> emptyMap(Class<?> raw) {
        return SortedMap.class.isAssignableFrom(raw) ? new TreeMap<>() : new LinkedHashMap<>();
    }

    private Object map(Class<?> raw, Class<?> key, Type of) throws IOException {
        expect(JsonToken.START_OBJECT);
        Map<Object, Object> map = emptyMap(raw);
        while (json.nextToken() != JsonToken.END_OBJECT) {
            Object name = key(key, json.currentName());
            json.nextToken();
            map.put(name, value(of));
        }
        return map;
    }

    private static Object key(Class<?> type, String name) {
        if (!type.isRecord()) {
            return Plain.parse(type, name);
        }
        throw new IllegalArgumentException("a map by " + type.getSimpleName() + " cannot be read");
    }

    private void expect(JsonToken token) {
        if (json.currentToken() != token) {
            throw new IllegalArgumentException(
                    switch (token) {
                        case START_ARRAY -> "must be a list";
                        case START_OBJECT, END_OBJECT -> "must be an object";
                        default -> "is no " + token;
                    });
        }
    }
}
