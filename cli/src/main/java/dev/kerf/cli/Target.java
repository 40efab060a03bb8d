package dev.kerf.cli;

import dev.kerf.objects.read.InputException;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The object a question is about.
 *
 * @param kind      what it is
 * @param namespace null: not said
 * @param name      its name
 */
record Target(Kind kind, @Nullable String namespace, String name) {
    /** What can be asked about. */
    enum Kind {
        POD,
        PODGROUP,
        QUEUE;

        /** As commands write it. */
        String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    private static final Map<String, Kind> WORDS = Map.of(
            "pod", Kind.POD,
            "pods", Kind.POD,
            "po", Kind.POD,
            "podgroup", Kind.PODGROUP,
            "podgroups", Kind.PODGROUP,
            "queue", Kind.QUEUE,
            "queues", Kind.QUEUE);

    /**
     * The object named in kubectl's manner: {@code pod/NAME}, {@code pod NAME} or {@code NAME} alone for a pod; and
     * {@code pod/NAMESPACE/NAME}.
     *
     * @throws InputException if it is none of these
     */
    static Target parse(List<String> words) {
        String[] parts = String.join("/", words).split("/", -1);
        if (parts.length == 1) {
            return new Target(Kind.POD, null, named(parts[0], words));
        }
        Kind kind = WORDS.get(parts[0].toLowerCase(Locale.ROOT));
        if (kind == null || parts.length > 3) {
            throw new InputException("“" + String.join(" ", words)
                    + "” is nothing to ask about; give pod/NAME, podgroup/NAME or queue/NAME");
        }
        return parts.length == 2
                ? new Target(kind, null, named(parts[1], words))
                : new Target(kind, named(parts[1], words), named(parts[2], words));
    }

    private static String named(String name, List<String> words) {
        if (name.isEmpty()) {
            throw new InputException("“" + String.join(" ", words) + "” lacks a name; give pod/NAME");
        }
        return name;
    }
}
