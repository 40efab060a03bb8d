package dev.kerf.objects.cycle;

import java.lang.reflect.Type;
import java.time.Duration;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import org.jspecify.annotations.Nullable;

/** Values that are written as one text, number or truth value. */
final class Plain {
    private Plain() {}

    static boolean is(Type type) {
        return type instanceof Class<?> c
                && (c.isPrimitive() || c.isEnum() || zero(c) != null || c == Instant.class || c == Duration.class);
    }

    /** What is meant where nothing is written; null where something must be. */
    static @Nullable Object zero(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return 0;
        }
        if (type == long.class || type == Long.class) {
            return 0L;
        }
        if (type == double.class || type == Double.class) {
            return 0.0;
        }
        if (type == boolean.class || type == Boolean.class) {
            return false;
        }
        return type == String.class ? "" : null;
    }

    /**
     * The value of that type that the text stands for.
     *
     * @throws IllegalArgumentException if it stands for none
     */
    static Object parse(Class<?> type, String text) {
        if (type.isEnum()) {
            return constant(type, text);
        }
        Object zero = zero(type);
        try {
            return switch (zero) {
                case Integer i -> Integer.valueOf(text);
                case Long l -> Long.valueOf(text);
                case Double d -> Double.valueOf(text);
                case Boolean b -> truth(text);
                case null -> moment(type, text);
                default -> text;
            };
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException("“" + text + "” is not a number of its kind", none);
        }
    }

    private static Object truth(String text) {
        if (!text.equals("true") && !text.equals("false")) {
            throw new IllegalArgumentException("“" + text + "” is neither true nor false");
        }
        return text.equals("true");
    }

    private static Object moment(Class<?> type, String text) {
        try {
            return type == Duration.class ? Duration.parse(text) : Instant.parse(text);
        } catch (DateTimeParseException none) {
            throw new IllegalArgumentException("“" + text + "” is not a time", none);
        }
    }

    private static Object constant(Class<?> type, String text) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(text)) {
                return constant;
            }
        }
        throw new IllegalArgumentException("“" + text + "” is not known as a " + type.getSimpleName());
    }
}
