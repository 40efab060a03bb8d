package dev.kerf.fakecluster.prometheus;

import dev.kerf.fakecluster.telemetry.Labels;
import java.util.List;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;

/** What a label has to be like. One that is not there is like an empty one. */
record Matcher(String label, Operator operator, Predicate<String> test) {
    /** How it is compared. */
    enum Operator {
        EQUAL("="),
        NOT_EQUAL("!="),
        LIKE("=~"),
        NOT_LIKE("!~");

        private final String sign;

        Operator(String sign) {
            this.sign = sign;
        }

        static Operator of(String sign) {
            for (Operator each : values()) {
                if (each.sign.equals(sign)) {
                    return each;
                }
            }
            throw Mistake.badData("“" + sign + "” does not compare labels; =, !=, =~ and !~ do");
        }
    }

    static Matcher of(String label, Operator operator, String value) {
        return new Matcher(
                label,
                operator,
                switch (operator) {
                    case EQUAL -> value::equals;
                    case NOT_EQUAL -> Predicate.not(value::equals);
                    case LIKE -> like(value);
                    case NOT_LIKE -> Predicate.not(like(value));
                });
    }

    private static Predicate<String> like(String expression) {
        try {
            return Pattern.compile(expression, Pattern.DOTALL).asMatchPredicate();
        } catch (PatternSyntaxException broken) {
            throw Mistake.badData("“" + expression + "” is no regular expression: " + broken.getDescription());
        }
    }

    /** Whether it leaves out a series that has no such label. */
    boolean demands() {
        return !test.test("");
    }

    static Predicate<Labels> all(List<Matcher> matchers) {
        return labels -> matchers.stream().allMatch(each -> each.test().test(labels.get(each.label())));
    }
}
