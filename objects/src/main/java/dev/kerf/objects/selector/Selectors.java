package dev.kerf.objects.selector;

import dev.kerf.core.model.LabelSelector;
import dev.kerf.core.model.NodeTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Requirement.Operator;
import dev.kerf.objects.read.Field;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Label selectors and node terms as they are written in objects. A condition that makes no sense is left out. */
public final class Selectors {
    /** What an absent selector means: no pod at all. */
    public static final LabelSelector NOTHING =
            new LabelSelector(List.of(new Requirement("(no selector)", Operator.IN, List.of())));

    private static final Map<String, Operator> OPERATORS = Map.of(
            "In", Operator.IN,
            "NotIn", Operator.NOT_IN,
            "Exists", Operator.EXISTS,
            "DoesNotExist", Operator.DOES_NOT_EXIST,
            "Gt", Operator.GT,
            "Lt", Operator.LT);

    private Selectors() {}

    /** The pods of a {@code labelSelector}; with nothing in it all pods, absent none. */
    public static LabelSelector labels(Field selector) {
        if (!selector.present()) {
            return NOTHING;
        }
        List<Requirement> all = new ArrayList<>(equalities(selector.get("matchLabels")));
        all.addAll(expressions(selector.get("matchExpressions"), false));
        return new LabelSelector(all);
    }

    /** Each label of a map as a condition. */
    public static List<Requirement> equalities(Field map) {
        return map.texts().entrySet().stream()
                .map(label -> Requirement.equal(label.getKey(), label.getValue()))
                .toList();
    }

    /** The node terms of a list, one of which must match. */
    public static List<NodeTerm> nodeTerms(Field terms) {
        return terms.items().stream().map(Selectors::nodeTerm).toList();
    }

    public static NodeTerm nodeTerm(Field term) {
        List<Requirement> names = new ArrayList<>();
        for (Field field : term.get("matchFields").items()) {
            if (!field.get("key").text().equals(NodeTerm.NAME_FIELD)) {
                field.wrong("asks for a field other than " + NodeTerm.NAME_FIELD + ", the only one there is");
            } else {
                add(requirement(field, false), names);
            }
        }
        return new NodeTerm(expressions(term.get("matchExpressions"), true), names);
    }

    private static List<Requirement> expressions(Field list, boolean ordered) {
        List<Requirement> all = new ArrayList<>();
        list.items().forEach(expression -> add(requirement(expression, ordered), all));
        return all;
    }

    private static void add(@Nullable Requirement requirement, List<Requirement> all) {
        if (requirement != null) {
            all.add(requirement);
        }
    }

    private static @Nullable Requirement requirement(Field expression, boolean ordered) {
        String name = expression.get("operator").text();
        Operator operator = OPERATORS.get(name);
        boolean compares = operator == Operator.GT || operator == Operator.LT;
        if (operator == null || (compares && !ordered)) {
            expression.wrong("has operator " + Field.quoted(name) + "; write In, NotIn, Exists or DoesNotExist");
            return null;
        }
        List<String> values = expression.get("values").list();
        String problem = problem(operator, values);
        if (problem != null) {
            expression.wrong(name + " " + problem);
            return null;
        }
        return new Requirement(expression.get("key").text(), operator, values);
    }

    private static @Nullable String problem(Operator operator, List<String> values) {
        return switch (operator) {
            case IN, NOT_IN -> values.isEmpty() ? "needs at least one value" : null;
            case EXISTS, DOES_NOT_EXIST -> values.isEmpty() ? null : "takes no values";
            case GT, LT ->
                values.size() == 1 && isInteger(values.getFirst()) ? null : "needs one whole number as value";
        };
    }

    private static boolean isInteger(String text) {
        return text.matches("[+-]?\\d{1,18}");
    }
}
