package dev.kerf.kube.act;

import dev.kerf.objects.quantity.Quantity;
import dev.kerf.objects.quantity.QuantityException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Patches held against objects. The items of a list in a patch are found in the object's by their name. */
final class Merge {
    private static final String NAME = "name";

    private Merge() {}

    /** Whether the object already is as the patch wants it. */
    static boolean holds(@Nullable Object is, @Nullable Object patch) {
        return switch (patch) {
            case null -> is == null;
            case Map<?, ?> wanted ->
                wanted.entrySet().stream().allMatch(e -> holds(field(is, e.getKey()), e.getValue()));
            case List<?> wanted
            when named(wanted) -> wanted.stream().allMatch(each -> holds(item(is, (Map<?, ?>) each), each));
            default -> same(is, patch);
        };
    }

    /** The patch that would take the other one back: the values that are there now, and nothing where there are none. */
    static @Nullable Object back(@Nullable Object is, @Nullable Object patch) {
        if (patch instanceof Map<?, ?> wanted) {
            Map<Object, @Nullable Object> back = new LinkedHashMap<>();
            wanted.forEach((key, value) -> back.put(key, back(field(is, key), value)));
            return back;
        }
        if (patch instanceof List<?> wanted && named(wanted)) {
            List<@Nullable Object> back = new ArrayList<>();
            for (Object each : wanted) {
                Object there = item(is, (Map<?, ?>) each);
                if (there != null) {
                    back.add(back(there, each));
                }
            }
            return back;
        }
        return is;
    }

    /** What stands at a path of maps; empty: nothing does. */
    static String text(@Nullable Object tree, String... path) {
        Object at = tree;
        for (String key : path) {
            at = field(at, key);
        }
        return at == null ? "" : at.toString();
    }

    private static boolean named(List<?> list) {
        return !list.isEmpty() && list.stream().allMatch(e -> e instanceof Map<?, ?> map && map.containsKey(NAME));
    }

    private static @Nullable Object field(@Nullable Object is, @Nullable Object key) {
        return is instanceof Map<?, ?> map ? map.get(key) : null;
    }

    private static @Nullable Object item(@Nullable Object is, Map<?, ?> like) {
        return is instanceof List<?> list
                ? list.stream()
                        .filter(e -> e instanceof Map<?, ?> map && same(map.get(NAME), like.get(NAME)))
                        .findFirst()
                        .orElse(null)
                : null;
    }

    /** Servers write quantities in their own way: 1000m is 1. */
    private static boolean same(@Nullable Object one, @Nullable Object other) {
        if (one == null || other == null) {
            return one == other;
        }
        return one.toString().equals(other.toString()) || sameQuantity(one.toString(), other.toString());
    }

    private static boolean sameQuantity(String one, String other) {
        try {
            return Quantity.parse(one).amount().compareTo(Quantity.parse(other).amount()) == 0;
        } catch (QuantityException none) {
            return false;
        }
    }
}
