package dev.kerf.objects.read;

import java.util.List;
import java.util.SequencedMap;

/** A piece of an object as it was written: a scalar, a list or a map, with its line. */
sealed interface Value {
    /** The line it begins on, from 1. */
    int line();

    /** How many scalars, lists and maps it is made of, aliases counted as often as they are used. */
    long size();

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
