package dev.kerf.fakecluster.select;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Refusal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Label selectors: as text in a query, and as {@code matchLabels} and {@code matchExpressions} in objects. */
public final class LabelMatch {
    private static final String KEY = "([A-Za-z0-9](?:[-A-Za-z0-9_./]*[A-Za-z0-9])?)";
    private static final String VALUE = "([A-Za-z0-9](?:[-A-Za-z0-9_.]*[A-Za-z0-9])?|)";
    private static final Pattern EQUAL = Pattern.compile(KEY + "\\s*(==|=|!=)\\s*" + VALUE);
    private static final Pattern SET = Pattern.compile(KEY + "\\s+(in|notin)\\s*\\(([^()]*)\\)");
    private static final Pattern EXISTS = Pattern.compile("(!?)\\s*" + KEY);
    private static final Pattern COMPARED = Pattern.compile(KEY + "\\s*(>|<)\\s*(\\d+)");

    private LabelMatch() {}

    /** The condition of a {@code labelSelector} parameter; a refusal where it is none. */
    public static Predicate<Map<String, String>> parse(String text) {
        List<Predicate<Map<String, String>>> all = new ArrayList<>();
        if (!text.isBlank()) {
            split(text).forEach(part -> all.add(requirement(part.strip(), text)));
        }
        return labels -> all.stream().allMatch(each -> each.test(labels));
    }

    /** At the commas outside of brackets. */
    private static List<String> split(String text) {
        List<String> parts = new ArrayList<>();
        int depth = 0;
        int from = 0;
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            depth += c == '(' ? 1 : c == ')' ? -1 : 0;
            if (c == ',' && depth == 0) {
                parts.add(text.substring(from, i));
                from = i + 1;
            }
        }
        parts.add(text.substring(from));
        return parts;
    }

    private static Predicate<Map<String, String>> requirement(String part, String whole) {
        Matcher set = SET.matcher(part);
        if (set.matches()) {
            return in(set.group(1), values(set.group(3)), set.group(2).equals("in"));
        }
        Matcher equal = EQUAL.matcher(part);
        if (equal.matches()) {
            return in(equal.group(1), Set.of(equal.group(3)), !equal.group(2).equals("!="));
        }
        Matcher compared = COMPARED.matcher(part);
        if (compared.matches()) {
            long bound = Long.parseLong(compared.group(3));
            return compared(compared.group(1), bound, compared.group(2).equals(">"));
        }
        Matcher exists = EXISTS.matcher(part);
        if (exists.matches()) {
            String key = exists.group(2);
            boolean wanted = exists.group(1).isEmpty();
            return labels -> labels.containsKey(key) == wanted;
        }
        throw Refusal.badRequest("unable to parse requirement: " + part + " in the label selector " + whole);
    }

    private static Set<String> values(String text) {
        return Arrays.stream(text.split(",", -1)).map(String::strip).collect(Collectors.toSet());
    }

    /** What has no such label is in no set. */
    private static Predicate<Map<String, String>> in(String key, Set<String> values, boolean wanted) {
        return labels -> {
            String value = labels.get(key);
            return (value != null && values.contains(value)) == wanted;
        };
    }

    private static Predicate<Map<String, String>> compared(String key, long bound, boolean above) {
        return labels -> {
            String value = labels.get(key);
            if (value == null || !value.matches("-?\\d{1,18}")) {
                return false;
            }
            return above ? Long.parseLong(value) > bound : Long.parseLong(value) < bound;
        };
    }

    /** The condition of a {@code LabelSelector} in an object; an empty one takes all. */
    public static Predicate<Map<String, String>> of(JsonNode selector) {
        List<Predicate<Map<String, String>>> all = new ArrayList<>();
        Trees.texts(selector.path("matchLabels")).forEach((key, value) -> all.add(in(key, Set.of(value), true)));
        for (JsonNode each : selector.path("matchExpressions")) {
            all.add(expression(each));
        }
        return labels -> all.stream().allMatch(each -> each.test(labels));
    }

    private static Predicate<Map<String, String>> expression(JsonNode expression) {
        String key = Trees.text(expression, "key");
        Set<String> values = new java.util.HashSet<>();
        expression.path("values").forEach(each -> values.add(each.asText()));
        return switch (Trees.text(expression, "operator")) {
            case "In" -> in(key, values, true);
            case "NotIn" -> in(key, values, false);
            case "Exists" -> labels -> labels.containsKey(key);
            case "DoesNotExist" -> labels -> !labels.containsKey(key);
            default -> labels -> false;
        };
    }
}
