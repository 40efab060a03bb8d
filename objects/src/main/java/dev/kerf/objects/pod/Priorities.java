package dev.kerf.objects.pod;

import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;

/** The priority classes of the input, and the two that every cluster has. */
public final class Priorities {
    private static final int MOST = 1_000_000_000;
    private final Map<String, Integer> values =
            new HashMap<>(Map.of("system-cluster-critical", 2_000_000_000, "system-node-critical", 2_000_001_000));
    private final Consumer<Warning> once;
    private int general;

    /** @param once takes warnings, each of them possibly many times */
    public Priorities(Consumer<Warning> once) {
        this.once = once;
    }

    public void add(Item item) {
        int value = item.root().get("value").integer(0, -2 * MOST, 2 * MOST + 1000);
        values.put(item.name(), value);
        general = item.root().get("globalDefault").flag() ? value : general;
    }

    /** What is stated, else what the class says, else the default of the cluster; asked only when all are known. */
    public int of(SpecDraft spec) {
        Integer stated = spec.priority();
        if (stated != null) {
            return stated;
        }
        String name = spec.priorityClass();
        Integer value = name.isEmpty() ? (Integer) general : values.get(name);
        if (value == null) {
            once.accept(Warning.general(
                    "PriorityClass " + name + " is not in the input; its pods count as priority " + general));
            return general;
        }
        return value;
    }
}
