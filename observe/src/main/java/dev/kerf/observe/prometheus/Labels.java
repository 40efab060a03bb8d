package dev.kerf.observe.prometheus;

import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;

/** What tells one series from another. */
public record Labels(Map<String, String> values) {
    public Labels {
        values = Collections.unmodifiableMap(new TreeMap<>(values));
    }

    /** Empty where there is none. */
    public String get(String label) {
        return values.getOrDefault(label, "");
    }

    /** The first of these that is there; empty where there is none. */
    public String first(Iterable<String> labels) {
        for (String label : labels) {
            String value = get(label);
            if (!value.isEmpty()) {
                return value;
            }
        }
        return "";
    }

    @Override
    public String toString() {
        return values.toString();
    }
}
