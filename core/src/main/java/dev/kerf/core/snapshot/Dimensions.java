package dev.kerf.core.snapshot;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Need;
import dev.kerf.core.reason.Count;
import java.util.List;
import java.util.SortedSet;

/**
 * The counted resources of a snapshot as columns: CPU in thousandths of a core, memory in bytes, pods, ephemeral
 * storage in bytes, then every extended resource that some task asks for, by name.
 */
public final class Dimensions {
    public static final int CPU = 0;
    public static final int MEMORY = 1;
    public static final int PODS = 2;
    public static final int EPHEMERAL = 3;
    private static final int FIRST_EXTENDED = 4;
    private final List<String> extended;

    Dimensions(SortedSet<String> extended) {
        this.extended = List.copyOf(extended);
    }

    /** How many columns there are. */
    public int count() {
        return FIRST_EXTENDED + extended.size();
    }

    /** The resource's name as Kubernetes writes it. */
    public String name(int dimension) {
        return switch (dimension) {
            case CPU -> "cpu";
            case MEMORY -> "memory";
            case PODS -> "pods";
            case EPHEMERAL -> "ephemeral-storage";
            default -> extended.get(dimension - FIRST_EXTENDED);
        };
    }

    /** An amount of the resource as people write it, with its unit word: {@code 4 CPUs}, {@code 16Gi of memory}. */
    public String text(int dimension, long amount) {
        return switch (dimension) {
            case CPU -> new Cpu(amount) + (amount == 1000 ? " CPU" : " CPUs");
            case MEMORY -> new Bytes(amount) + " of memory";
            case PODS -> Count.of(amount, "pod slot");
            case EPHEMERAL -> new Bytes(amount) + " of ephemeral storage";
            default -> amount + " " + name(dimension);
        };
    }

    /** The bare amount, for the second number of a sentence. */
    public String amount(int dimension, long amount) {
        return switch (dimension) {
            case CPU -> new Cpu(amount).toString();
            case MEMORY, EPHEMERAL -> new Bytes(amount).toString();
            default -> Long.toString(amount);
        };
    }

    long[] of(Need need) {
        long[] row = new long[count()];
        row[CPU] = need.cpu().milli();
        row[MEMORY] = need.memory().count();
        row[PODS] = 1;
        row[EPHEMERAL] = need.ephemeral().count();
        for (int i = 0; i < extended.size(); i++) {
            row[FIRST_EXTENDED + i] = need.extended().getOrDefault(extended.get(i), 0L);
        }
        return row;
    }

    long[] of(Capacity capacity) {
        long[] row = new long[count()];
        row[CPU] = capacity.cpu().milli();
        row[MEMORY] = capacity.memory().count();
        row[PODS] = capacity.pods();
        row[EPHEMERAL] = capacity.ephemeral().count();
        for (int i = 0; i < extended.size(); i++) {
            row[FIRST_EXTENDED + i] = capacity.extended().getOrDefault(extended.get(i), 0L);
        }
        return row;
    }
}
