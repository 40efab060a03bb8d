package dev.kerf.core.reason;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.SequencedMap;

/**
 * Why something was decided: a code and its arguments, rendered into one sentence.
 *
 * @param code what kind of reason
 * @param args the values it speaks of, each a {@link String} or a {@link Long}, in the order they were given
 */
public record Reason(Code code, SequencedMap<String, Object> args) {
    public Reason {
        args = Collections.unmodifiableSequencedMap(new LinkedHashMap<>(args));
        code.requireArguments(args);
    }

    public static Reason of(Code code) {
        return new Reason(code, new LinkedHashMap<>());
    }

    /** A reason with arguments given as name, value, name, value …; values are texts or whole numbers. */
    public static Reason of(Code code, Object... namesAndValues) {
        LinkedHashMap<String, Object> args = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            Object value = namesAndValues[i + 1];
            args.put((String) namesAndValues[i], value instanceof Number n ? (Object) n.longValue() : value.toString());
        }
        return new Reason(code, args);
    }

    /** The one sentence. */
    public String message() {
        return code.render(args);
    }

    /** This reason with more arguments. */
    public Reason with(Map<String, Object> more) {
        LinkedHashMap<String, Object> all = new LinkedHashMap<>(args);
        all.putAll(more);
        return new Reason(code, all);
    }
}
