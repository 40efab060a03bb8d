package dev.kerf.fakecluster.prometheus;

import dev.kerf.fakecluster.prometheus.Expression.Aggregate;
import dev.kerf.fakecluster.prometheus.Expression.Function;
import dev.kerf.fakecluster.prometheus.Expression.Operator;
import dev.kerf.fakecluster.prometheus.Expression.OverTime;
import dev.kerf.fakecluster.prometheus.Expression.Selector;
import dev.kerf.fakecluster.telemetry.Labels;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Makes an expression of its text. */
final class Parsing {
    private static final int DEEPEST = 50;
    private final Words words;
    private int depth;

    private Parsing(String text) {
        this.words = new Words(text);
    }

    static Expression expression(String text) {
        Parsing parsing = new Parsing(text);
        Expression expression = parsing.joined();
        if (!parsing.words.peek().isEmpty()) {
            throw parsing.words.unknown();
        }
        return expression;
    }

    /** A selector of series alone, as {@code match[]} takes it. */
    static Selector series(String text) {
        if (expression(text) instanceof Selector selector && selector.range() == 0 && selector.offset() == 0) {
            return selector;
        }
        throw Mistake.badData("“" + text + "” is not a selector of series");
    }

    /** {@code … and on (labels) …}, from the left. */
    private Expression joined() {
        Expression expression = compared();
        while (words.takes("and")) {
            words.expect("on");
            Set<String> labels = labels();
            Expression beside = compared();
            plain("and", expression);
            plain("and", beside);
            expression = new Expression.Both(expression, labels, beside);
        }
        return expression;
    }

    private static void plain(String operator, Expression expression) {
        if (expression instanceof Selector selector && selector.range() > 0) {
            throw Mistake.badData(operator + " wants one value of each series, not a range");
        }
    }

    private Expression compared() {
        Expression expression = expression();
        if (!words.takes(">")) {
            return expression;
        }
        plain(">", expression);
        return new Expression.Above(expression, words.number());
    }

    private Expression expression() {
        if (++depth > DEEPEST) {
            throw Mistake.badData("the expression is nested too deeply");
        }
        if (words.takes("(")) {
            Expression inside = joined();
            words.expect(")");
            return inside;
        }
        if (!words.atName()) {
            return selector("");
        }
        String name = words.name();
        @Nullable Operator operator = named(Operator.values(), name);
        @Nullable Function function = named(Function.values(), name);
        if (operator != null && !words.peek().equals("{")) {
            return aggregate(operator);
        }
        return function != null && words.peek().equals("(") ? overTime(function) : selector(name);
    }

    private static <E extends Enum<E>> @Nullable E named(E[] all, String name) {
        for (E each : all) {
            if (each.name().toLowerCase(Locale.ROOT).equals(name.toLowerCase(Locale.ROOT))) {
                return each;
            }
        }
        return null;
    }

    private OverTime overTime(Function function) {
        words.expect("(");
        double quantile = 0;
        if (function == Function.QUANTILE_OVER_TIME) {
            quantile = words.number();
            words.expect(",");
        }
        Expression of = expression();
        words.expect(")");
        if (of instanceof Selector selector && selector.range() > 0) {
            return new OverTime(function, quantile, selector);
        }
        throw Mistake.badData(
                function.name().toLowerCase(Locale.ROOT) + " wants a selector with a range, such as [5m]");
    }

    private Aggregate aggregate(Operator operator) {
        @Nullable Boolean by = grouping();
        Set<String> labels = by == null ? Set.of() : labels();
        words.expect("(");
        Expression of = joined();
        words.expect(")");
        if (by == null) {
            by = grouping();
            labels = by == null ? Set.of() : labels();
        }
        plain(operator.name().toLowerCase(Locale.ROOT), of);
        return new Aggregate(operator, by == null || by, labels, of);
    }

    /** Null: neither by nor without. */
    private @Nullable Boolean grouping() {
        return words.takes("by") ? Boolean.TRUE : words.takes("without") ? Boolean.FALSE : null;
    }

    private Set<String> labels() {
        words.expect("(");
        Set<String> labels = new HashSet<>();
        while (!words.takes(")")) {
            labels.add(words.name());
            if (!words.peek().equals(")")) {
                words.expect(",");
            }
        }
        return Set.copyOf(labels);
    }

    private Selector selector(String name) {
        List<Matcher> matchers = new ArrayList<>();
        if (!name.isEmpty()) {
            matchers.add(Matcher.of(Labels.NAME, Matcher.Operator.EQUAL, name));
        }
        if (words.takes("{")) {
            matchers(matchers);
        } else if (name.isEmpty()) {
            throw words.unknown();
        }
        if (matchers.stream().noneMatch(Matcher::demands)) {
            throw Mistake.badData("a selector must contain at least one matcher that an empty label does not meet");
        }
        long range = 0;
        if (words.takes("[")) {
            range = words.span();
            words.expect("]");
        }
        return new Selector(List.copyOf(matchers), range, offset());
    }

    private void matchers(List<Matcher> into) {
        while (!words.takes("}")) {
            String label = words.name();
            into.add(Matcher.of(label, Matcher.Operator.of(words.take()), words.text()));
            if (!words.peek().equals("}")) {
                words.expect(",");
            }
        }
    }

    private long offset() {
        if (!words.takes("offset")) {
            return 0;
        }
        return words.takes("-") ? -words.span() : words.span();
    }
}
