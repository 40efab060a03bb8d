package dev.kerf.objects;

import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/** The objects that pods refer to, as a watch tells of them, and the kinds of which none can be read for now. */
final class LiveReferred {
    private final Map<String, Map<String, Item>> byKind = new HashMap<>();
    private final Map<String, String> unreadable = new HashMap<>();

    LiveReferred() {
        Surroundings.KINDS.forEach(kind -> byKind.put(kind, new HashMap<>()));
    }

    /** Whether it is of a kind that pods refer to. */
    boolean put(Item item) {
        Map<String, Item> of = byKind.get(item.kind());
        if (of != null) {
            of.put(key(item), item);
        }
        return of != null;
    }

    /** Whether it was there. */
    boolean remove(Item item) {
        Map<String, Item> of = byKind.get(item.kind());
        return of != null && of.remove(key(item)) != null;
    }

    private static String key(Item item) {
        return item.namespace().isEmpty() ? item.name() : item.namespace() + "/" + item.name();
    }

    /** Of a kind, which can be read, only these are left; whether that changes anything. */
    boolean retain(String kind, Set<String> names) {
        boolean readable = unreadable.remove(kind) != null;
        Map<String, Item> of = byKind.get(kind);
        boolean fewer = of != null && of.keySet().retainAll(names);
        return readable || fewer;
    }

    /** Objects of the kind cannot be read; whether that changes anything. */
    boolean unreadable(String kind, String why) {
        String before = unreadable.put(kind, why);
        Map<String, Item> of = byKind.get(kind);
        boolean news = of != null && (!of.isEmpty() || before == null);
        if (of != null) {
            of.clear();
        }
        return news;
    }

    /** The kinds that cannot be read. */
    Set<String> unreadable() {
        return unreadable.keySet();
    }

    /** All of them together, with what cannot be read. */
    Surroundings surroundings(Consumer<Warning> warnings) {
        Surroundings found = new Surroundings(warnings, true, unreadable);
        byKind.values().forEach(of -> of.values().forEach(item -> found.add(item, item.namespace())));
        return found;
    }
}
