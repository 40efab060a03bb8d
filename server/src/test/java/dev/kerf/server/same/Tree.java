package dev.kerf.server.same;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** JSON as maps and lists that can be changed. */
final class Tree {
    private Tree() {}

    static Map<String, Object> copy(Map<String, ? extends @Nullable Object> tree) {
        Map<String, Object> copy = new LinkedHashMap<>();
        tree.forEach((key, value) -> {
            if (value != null) {
                copy.put(key, any(value));
            }
        });
        return copy;
    }

    @SuppressWarnings("unchecked") // JSON
    private static Object any(Object value) {
        return switch (value) {
            case Map<?, ?> map -> copy((Map<String, Object>) map);
            case List<?> list -> {
                List<Object> copy = new ArrayList<>();
                list.forEach(each -> copy.add(any(each)));
                yield copy;
            }
            default -> value;
        };
    }

    /** The map at this path; made where it is not there. */
    @SuppressWarnings("unchecked") // JSON
    static Map<String, Object> at(Map<String, Object> tree, String... path) {
        Map<String, Object> here = tree;
        for (String key : path) {
            here = (Map<String, Object>) here.computeIfAbsent(key, k -> new LinkedHashMap<String, Object>());
        }
        return here;
    }

    @SuppressWarnings("unchecked") // JSON
    static List<Map<String, Object>> list(Map<String, Object> tree, String key) {
        return (List<Map<String, Object>>) tree.computeIfAbsent(key, k -> new ArrayList<Map<String, Object>>());
    }

    static String text(Map<String, Object> tree, String key) {
        return String.valueOf(tree.getOrDefault(key, ""));
    }
}
