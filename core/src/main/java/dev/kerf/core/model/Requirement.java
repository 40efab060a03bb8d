package dev.kerf.core.model;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One condition on labels, as in Kubernetes' match expressions.
 *
 * @param key      label key
 * @param operator relation
 * @param values   what it relates to; exactly one integer for {@code GT} and {@code LT}, none for the existence tests
 */
public record Requirement(String key, Operator operator, List<String> values) {
    /** The relations Kubernetes knows. */
    public enum Operator {
        IN,
        NOT_IN,
        EXISTS,
        DOES_NOT_EXIST,
        GT,
        LT
    }

    public Requirement {
        values = List.copyOf(values);
    }

    public static Requirement equal(String key, String value) {
        return new Requirement(key, Operator.IN, List.of(value));
    }

    public boolean matches(Map<String, String> labels) {
        String found = labels.get(key);
        return switch (operator) {
            case IN -> found != null && values.contains(found);
            case NOT_IN -> found == null || !values.contains(found);
            case EXISTS -> found != null;
            case DOES_NOT_EXIST -> found == null;
            case GT -> found != null && compare(found) > 0;
            case LT -> found != null && compare(found) < 0;
        };
    }

    /** Sign of (label − value); 0, which satisfies neither relation, where the label is no integer. */
    private int compare(String found) {
        Long left = integer(found);
        Long right = integer(values.getFirst());
        return left == null || right == null ? 0 : Long.compare(left, right);
    }

    private static @Nullable Long integer(String text) {
        try {
            return Long.valueOf(text);
        } catch (NumberFormatException notAnInteger) {
            return null;
        }
    }

    @Override
    public String toString() {
        String list = String.join("|", values);
        return switch (operator) {
            case IN -> key + "=" + list;
            case NOT_IN -> key + "!=" + list;
            case EXISTS -> key;
            case DOES_NOT_EXIST -> "!" + key;
            case GT -> key + ">" + list;
            case LT -> key + "<" + list;
        };
    }
}
