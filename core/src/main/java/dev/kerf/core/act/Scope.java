package dev.kerf.core.act;

import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * The work that a policy speaks of. Whatever is empty asks nothing.
 *
 * @param namespaces names, or patterns with {@code *}
 * @param except     the same, of namespaces that are left out
 * @param labels     that the workload has
 * @param kinds      of workload, {@code Deployment}
 */
public record Scope(List<String> namespaces, List<String> except, Map<String, String> labels, List<String> kinds) {
    /** Everything. */
    public static final Scope ALL = new Scope(List.of(), List.of(), Map.of(), List.of());

    public Scope {
        namespaces = List.copyOf(namespaces);
        except = List.copyOf(except);
        labels = Map.copyOf(labels);
        kinds = List.copyOf(kinds);
    }

    /** Whether it speaks of that workload. */
    public boolean covers(String namespace, String kind, Map<String, String> of) {
        return (namespaces.isEmpty() || matches(namespaces, namespace))
                && !matches(except, namespace)
                && (kinds.isEmpty() || kinds.contains(kind))
                && of.entrySet().containsAll(labels.entrySet());
    }

    private static boolean matches(List<String> patterns, String name) {
        return patterns.stream()
                .anyMatch(pattern -> pattern(pattern).matcher(name).matches());
    }

    private static Pattern pattern(String glob) {
        return Pattern.compile(Pattern.quote(glob).replace("*", "\\E.*\\Q"));
    }
}
