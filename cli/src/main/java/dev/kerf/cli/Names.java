package dev.kerf.cli;

import dev.kerf.core.model.TaskId;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/** What to say of a pod that is not there: who else might be meant. */
final class Names {
    private static final int SHOWN = 3;

    private Names() {}

    /** One sentence that names the objects of the kind closest to the one asked for. */
    static String missing(String kind, TaskId asked, Collection<TaskId> there) {
        String none = "there is no " + kind + " " + asked.name() + " in namespace " + asked.namespace();
        List<TaskId> elsewhere = there.stream()
                .filter(id -> id.name().equals(asked.name()))
                .sorted()
                .toList();
        if (!elsewhere.isEmpty()) {
            return none + "; there is one in "
                    + elsewhere.stream().map(TaskId::namespace).collect(Collectors.joining(", ")) + ": add -n "
                    + elsewhere.getFirst().namespace();
        }
        List<TaskId> close = there.stream()
                .filter(id -> isClose(id.name(), asked.name()))
                .sorted(Comparator.<TaskId>comparingInt(id -> distance(id.name(), asked.name()))
                        .thenComparing(id -> !id.namespace().equals(asked.namespace()))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
        if (!close.isEmpty()) {
            return none + "; did you mean "
                    + close.stream().map(TaskId::toString).collect(Collectors.joining(", ")) + "?";
        }
        return none + "; " + own(kind, asked.namespace(), there);
    }

    /** One sentence that names the nodes closest to the one asked for. */
    static String missingNode(String asked, Collection<String> there) {
        return missing("node", asked, there);
    }

    /** One sentence that names the queues closest to the one asked for. */
    static String missingQueue(String asked, Collection<String> there) {
        return missing("queue", asked, there);
    }

    private static String missing(String kind, String asked, Collection<String> there) {
        List<String> close = there.stream()
                .filter(name -> isClose(name, asked))
                .sorted(Comparator.<String>comparingInt(name -> distance(name, asked))
                        .thenComparing(Comparator.naturalOrder()))
                .limit(SHOWN)
                .toList();
        String rest = !close.isEmpty()
                ? "did you mean " + String.join(", ", close) + "?"
                : there.isEmpty()
                        ? "there are no " + kind + "s"
                        : "there are " + some(there.stream().sorted().toList());
        return "there is no " + kind + " " + asked + "; " + rest;
    }

    private static boolean isClose(String name, String asked) {
        return distance(name, asked) <= Math.max(2, asked.length() / 3);
    }

    private static String own(String kind, String namespace, Collection<TaskId> there) {
        List<String> own = there.stream()
                .filter(id -> id.namespace().equals(namespace))
                .map(TaskId::name)
                .sorted()
                .toList();
        if (own.isEmpty()) {
            List<String> namespaces =
                    there.stream().map(TaskId::namespace).distinct().sorted().toList();
            return namespaces.isEmpty()
                    ? "there are no " + kind + "s at all"
                    : "there are " + kind + "s in " + some(namespaces);
        }
        return "there " + (own.size() == 1 ? "is " : "are ") + some(own);
    }

    private static String some(List<String> names) {
        String first = names.stream().limit(SHOWN).collect(Collectors.joining(", "));
        return names.size() <= SHOWN ? first : first + " and " + (names.size() - SHOWN) + " more";
    }

    /** How many letters have to be put in, taken out or changed (Levenshtein). */
    static int distance(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int changed = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(changed, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
