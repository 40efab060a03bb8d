package dev.kerf.sim.openb;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Share;
import java.util.Arrays;
import java.util.Set;

/**
 * A line of the pod list.
 *
 * @param name     unique
 * @param cpu      asked
 * @param memory   asked
 * @param gpus     devices asked
 * @param gpuMilli thousandths of each; below 1000 only with one device
 * @param gpuSpec  models allowed, joined by {@code |}; empty: any
 */
public record OpenbPod(String name, Cpu cpu, Bytes memory, int gpus, int gpuMilli, String gpuSpec) {
    /** The four classes failures are told by. */
    public enum Kind {
        CPU,
        SHARE,
        ONE,
        MULTI
    }

    public Kind kind() {
        if (gpus == 0) {
            return Kind.CPU;
        }
        if (gpus > 1) {
            return Kind.MULTI;
        }
        return gpuMilli < Share.WHOLE ? Kind.SHARE : Kind.ONE;
    }

    /** Thousandths of a GPU asked in all. */
    public int demand() {
        return gpus * gpuMilli;
    }

    /** The models it may run on; empty: any. A pod without GPUs may run anywhere, whatever it states. */
    public Set<String> models() {
        return gpuSpec.isEmpty() || gpus == 0 ? Set.of() : Set.copyOf(Arrays.asList(gpuSpec.split("\\|")));
    }

    public Need need() {
        return Need.of(
                cpu,
                memory,
                switch (kind()) {
                    case CPU -> new GpuNeed.None();
                    case SHARE -> new GpuNeed.Fraction(gpuMilli, 1);
                    case ONE, MULTI -> new GpuNeed.Whole(gpus);
                });
    }
}
