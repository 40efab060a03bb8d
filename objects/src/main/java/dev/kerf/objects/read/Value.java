package dev.kerf.objects.read;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SequencedMap;
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

    private static Value any(int line, @Nullable Object each) {
        return switch (each) {
            case null -> new Scalar(line, "", false);
            case Map<?, ?> map -> of(line, map);
            case List<?> list ->
                new Sequence(line, list.stream().map(one -> any(line, one)).toList(), 1);
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
        @Override
        public long size() {
            return 1;
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
