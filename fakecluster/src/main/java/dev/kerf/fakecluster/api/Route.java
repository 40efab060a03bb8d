package dev.kerf.fakecluster.api;

import dev.kerf.fakecluster.kind.Kind;
import dev.kerf.fakecluster.kind.Kinds;
import dev.kerf.fakecluster.store.Refusal;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a path names.
 *
 * @param namespace   empty: of no namespace, or of all
 * @param name        empty: all objects
 * @param subresource empty: the object itself
 */
record Route(Kind kind, String version, String namespace, String name, String subresource) {
    private static final String NAMESPACES = "namespaces";

    /** A refusal where nothing is served under that path. */
    static Route of(String path, Kinds kinds) {
        List<String> words =
                Arrays.stream(path.split("/")).filter(w -> !w.isEmpty()).toList();
        boolean core = words.getFirst().equals("api");
        int from = core ? 2 : 3;
        if (words.size() <= from) {
            throw Refusal.noSuchPath();
        }
        String group = core ? "" : words.get(1);
        String version = words.get(from - 1);
        List<String> rest = words.subList(from, words.size());
        if (rest.getFirst().equals(NAMESPACES) && rest.size() > 2) {
            Kind inside = kinds.at(group, version, rest.get(2));
            if (inside != null && inside.namespaced()) {
                return named(inside, version, rest.get(1), rest.subList(3, rest.size()));
            }
        }
        @Nullable Kind kind = kinds.at(group, version, rest.getFirst());
        if (kind == null || (kind.namespaced() && rest.size() > 1)) {
            throw Refusal.noSuchPath();
        }
        return named(kind, version, "", rest.subList(1, rest.size()));
    }

    private static Route named(Kind kind, String version, String namespace, List<String> rest) {
        if (rest.size() > 2) {
            throw Refusal.noSuchPath();
        }
        return new Route(
                kind, version, namespace, rest.isEmpty() ? "" : rest.getFirst(), rest.size() < 2 ? "" : rest.get(1));
    }

    /** Whether it is about one object, not all. */
    boolean one() {
        return !name.isEmpty();
    }
}
