package dev.kerf.objects.pod;

import dev.kerf.core.model.LabelSelector;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.terms.QueueLabels;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** The namespaces of the input: those that are objects, with their labels, and those that pods are in. */
public final class Namespaces {
    private static final String NAME = "kubernetes.io/metadata.name";
    private final Map<String, Map<String, String>> labels = new HashMap<>();
    private final Map<LabelSelector, Set<String>> found = new HashMap<>();

    public void add(Item item) {
        Map<String, String> all =
                new HashMap<>(item.root().at("metadata", "labels").texts());
        all.put(NAME, item.name());
        labels.put(item.name(), all);
    }

    /** Notes a namespace that is there because something is in it. */
    public void seen(String name) {
        labels.putIfAbsent(name, Map.of(NAME, name));
    }

    /** The names of those whose labels match; asked only when all are known. */
    Set<String> matching(LabelSelector selector) {
        return found.computeIfAbsent(selector, s -> {
            Set<String> names = new TreeSet<>();
            labels.forEach((name, own) -> {
                if (s.matches(own)) {
                    names.add(name);
                }
            });
            return names;
        });
    }

    public @Nullable String queue(String name) {
        return QueueLabels.queue(labels.getOrDefault(name, Map.of()));
    }
}
