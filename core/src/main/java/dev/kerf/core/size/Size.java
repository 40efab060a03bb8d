package dev.kerf.core.size;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.use.Container;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What a container needs.
 *
 * @param container whose
 * @param cores     processor time
 * @param memory    in bytes
 * @param compute   of one GPU, in thousandths, by its activity alone
 * @param gpuMemory of one GPU, in bytes
 * @param byMemory  of one GPU, in thousandths, by its memory alone; running out is not gradual, so nothing of its headroom
 *                  is ever given up
 * @param fraction  of one GPU, in thousandths: what satisfies both
 * @param followed  what its compute is where it follows its load; null: it is a size that stays
 */
public record Size(
        Container container,
        Range cores,
        Range memory,
        Range compute,
        Range gpuMemory,
        Range byMemory,
        Range fraction,
        @Nullable Followed followed) {
    private static final double MILLI = 1000;

    /** What to ask of CPU. */
    public Cpu cpu() {
        return new Cpu((long) Math.ceil(cores.target() * MILLI));
    }

    /** What to ask of main memory. */
    public Bytes bytes() {
        return new Bytes((long) Math.ceil(memory.target()));
    }

    /** What satisfies both: the sizes of two pods of one container. */
    public Size and(Size other) {
        return new Size(
                container,
                cores.and(other.cores),
                memory.and(other.memory),
                compute.and(other.compute),
                gpuMemory.and(other.gpuMemory),
                byMemory.and(other.byMemory),
                fraction.and(other.fraction),
                followed == null || other.followed == null ? null : followed.and(other.followed));
    }

    /** Whether memory, not compute, says how much of a GPU it needs. */
    public boolean boundByMemory() {
        return byMemory.target() > compute.target();
    }

    /** {@code needs 0.336 of a GPU (0.280 to 0.410), by its compute; by its memory 0.316}. */
    @Override
    public String toString() {
        boolean memoryBinds = boundByMemory();
        return String.format(
                Locale.ROOT,
                "needs %.3f of a GPU (%.3f to %.3f), by its %s; by its %s %.3f",
                fraction.target() / MILLI,
                fraction.least() / MILLI,
                fraction.most() / MILLI,
                memoryBinds ? "memory" : "compute",
                memoryBinds ? "compute" : "memory",
                (memoryBinds ? compute : byMemory).target() / MILLI);
    }
}
