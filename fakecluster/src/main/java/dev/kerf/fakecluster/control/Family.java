package dev.kerf.fakecluster.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.kerf.fakecluster.schema.Trees;
import dev.kerf.fakecluster.store.Change;
import dev.kerf.fakecluster.store.Stored;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Who owns whom, by uid. Safe for several threads. */
final class Family {
    private final Map<String, Set<Ref>> children = new HashMap<>();

    synchronized void note(String resource, Change change) {
        Ref self = new Ref(resource, change.after().namespace(), change.after().name());
        if (change.before() != null) {
            owners(change.before()).forEach(uid -> forget(uid, self));
        }
        if (!change.gone()) {
            owners(change.after()).forEach(uid -> children.computeIfAbsent(uid, made -> new LinkedHashSet<>())
                    .add(self));
        }
    }

    private void forget(String uid, Ref child) {
        @Nullable Set<Ref> of = children.get(uid);
        if (of != null) {
            of.remove(child);
            if (of.isEmpty()) {
                children.remove(uid);
            }
        }
    }

    synchronized List<Ref> children(String uid) {
        return List.copyOf(children.getOrDefault(uid, Set.of()));
    }

    private static List<String> owners(Stored object) {
        List<String> uids = new ArrayList<>();
        Trees.at(object.tree(), "metadata", "ownerReferences").forEach(each -> uids.add(Trees.text(each, "uid")));
        return uids;
    }

    /** The owner that controls an object; a missing node where there is none. */
    static JsonNode controller(Stored object) {
        for (JsonNode each : Trees.at(object.tree(), "metadata", "ownerReferences")) {
            if (each.path("controller").asBoolean(false)) {
                return each;
            }
        }
        return com.fasterxml.jackson.databind.node.MissingNode.getInstance();
    }
}
