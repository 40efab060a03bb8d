package dev.kerf.fakecluster.telemetry;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What tells one series from another, its name among it; a label without a value is none. */
public record Labels(Map<String, String> values) implements Comparable<Labels> {
    public static final String NAME = "__name__";

    public Labels {
        TreeMap<String, String> sorted = new TreeMap<>(values);
        sorted.values().removeIf(String::isEmpty);
        values = Collections.unmodifiableMap(sorted);
    }

    /** @param more names and values in turn */
    static Labels of(String name, String... more) {
        return new Labels(Map.of(NAME, name)).with(more);
    }

    /** The same with more. */
    Labels with(String... more) {
        Map<String, String> all = new TreeMap<>(values);
        for (int i = 0; i < more.length; i += 2) {
            all.put(more[i], more[i + 1]);
        }
        return new Labels(all);
    }

    /** Empty where there is none. */
    public String get(String label) {
        return values.getOrDefault(label, "");
    }

    public String name() {
        return get(NAME);
    }

    public Labels only(Collection<String> labels) {
        Map<String, String> some = new TreeMap<>(values);
        some.keySet().retainAll(labels);
        return new Labels(some);
    }

    public Labels except(Collection<String> labels) {
        Map<String, String> some = new TreeMap<>(values);
        some.keySet().removeAll(labels);
        return new Labels(some);
    }

    @Override
    public int compareTo(Labels other) {
        return values.toString().compareTo(other.values.toString());
    }
}
