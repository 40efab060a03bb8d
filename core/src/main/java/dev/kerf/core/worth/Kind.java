package dev.kerf.core.worth;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Share;
import java.util.Set;

/**
 * A kind of task to expect.
 *
 * @param cpu    asked
 * @param memory asked
 * @param gpu    asked
 * @param models GPU models it may run on; empty: any
 * @param weight how many of it to expect, in proportion to the others
 */
public record Kind(Cpu cpu, Bytes memory, GpuNeed gpu, Set<String> models, double weight) {
    public Kind {
        models = Set.copyOf(models);
    }

    /** Thousandths of a GPU where it asks for a part of one; 0 otherwise. Amounts of memory are not told in thousandths. */
    int part() {
        return gpu instanceof GpuNeed.Fraction f ? f.thousandths() : 0;
    }

    /** Whole GPUs it asks for; 0 where it asks for parts or none. */
    int whole() {
        return gpu instanceof GpuNeed.Whole w ? w.devices() : 0;
    }

    double cores() {
        return cpu.milli() / 1000.0;
    }

    double gib() {
        return memory.count() / (double) Bytes.ofGib(1).count();
    }

    /** What one of it asks of the GPUs, in GPUs' worth; at least a fiftieth of a GPU for any part. */
    double demand(ShareWorth worth) {
        return switch (gpu) {
            case GpuNeed.None none -> 0;
            case GpuNeed.Whole w -> w.devices();
            case GpuNeed.Fraction f -> f.devices() * Math.max(worth.of(f.thousandths()), ShareWorth.LEAST);
            case GpuNeed.Memory m -> m.devices() * ShareWorth.LEAST * Share.WHOLE / 100;
        };
    }
}
