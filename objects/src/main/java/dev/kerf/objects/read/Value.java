package dev.kerf.objects.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** A piece of an object as it was written: a scalar, a list or a map, with its line. */
sealed interface Value {
    /** The line it begins on, from 1. */
    int line();

    /** How many scalars, lists and maps it is made of, aliases counted as often as they are used. */
    long size();

    /** A map of texts to maps, lists, texts and numbers, as if written on that line. */
    static Mapping of(int line, Map<?, ?> tree) {
        SequencedMap<String, Value> values = new LinkedHashMap<>();
        tree.forEach((key, each) -> values.put(String.valueOf(key), any(line, each)));
        return new Mapping(line, values, 1);
    }

    /** Maps by text, lists, texts, whole numbers, truth values and null; what is quoted stays a text. */
    static @Nullable Object tree(Value value) {
        return switch (value) {
            case Mapping map -> {
                SequencedMap<String, @Nullable Object> tree = new LinkedHashMap<>();
                map.values().forEach((key, each) -> tree.put(key, tree(each)));
                yield tree;
            }
            case Sequence list -> list.values().stream().map(Value::tree).toList();
            case Scalar scalar -> scalar.isNull() ? null : scalar.plain();
        };
    }

    private static Value any(int line, @Nullable Object each) {
        return switch (each) {
            case null -> new Scalar(line, "", false);
            case Map<?, ?> map -> of(line, map);
            case List<?> list ->
                new Sequence(line, list.stream().map(one -> any(line, one)).toList(), 1);
            case Number number -> new Scalar(line, number.toString(), false);
            case Boolean truth -> new Scalar(line, truth.toString(), false);
            default -> new Scalar(line, each.toString(), true);
        };
    }

    /**
     * A text, a number, a truth value or nothing.
     *
     * @param text   as written, quotes and escapes resolved
     * @param quoted a text for certain; otherwise {@code null} and {@code ~} are nothing
     */
    record Scalar(int line, String text, boolean quoted) implements Value {
        private static final Pattern WHOLE = Pattern.compile("-?[0-9]{1,18}");

        @Override
        public long size() {
            return 1;
        }

        private Object plain() {
            if (!quoted && WHOLE.matcher(text).matches()) {
                return Long.valueOf(text);
            }
            return !quoted && (text.equals("true") || text.equals("false")) ? Boolean.valueOf(text) : text;
        }

        boolean isNull() {
            return !quoted && (text.isEmpty() || text.equals("~") || text.equalsIgnoreCase("null"));
        }
    }

    /** Values in order. */
    record Sequence(int line, List<Value> values, long size) implements Value {}

    /** Values by key, in the order written. */
    record Mapping(int line, SequencedMap<String, Value> values, long size) implements Value {}
}
