package dev.kerf.core.size;

import dev.kerf.core.use.Measure;
import java.time.Duration;

/**
 * How a size is made from what was used.
 *
 * @param compute    times the use of CPU and GPU that was exceeded in one value of twenty
 * @param memory     times the most that was ever used of memory: running out of it is not gradual
 * @param least      the least part of a GPU, in thousandths
 * @param history    no size is made from less
 * @param coverage   nor where a smaller part of the samples was believed, 0 to 1
 * @param attribution nor where the figures are the container's by a way that is worth less, 0 to 1
 * @param halfLife   a value so old counts half
 */
public record Margins(
        double compute,
        double memory,
        int least,
        Duration history,
        double coverage,
        double attribution,
        Duration halfLife) {
    /**
     * 20 % on compute, 15 % on memory, a tenth of a GPU; a week of which 9 of 10 samples are believed, and figures of the
     * device, the MIG instance or the processes: what was copied to each holder or split evenly is no one's.
     */
    public static final Margins USUAL = new Margins(1.2, 1.15, 100, Duration.ofDays(7), 0.9, 0.9, Duration.ofDays(7));

    double of(Measure measure) {
        return switch (measure) {
            case CPU, GPU_ACTIVITY -> compute;
            case MEMORY, GPU_MEMORY -> memory;
        };
    }

    /** Which part of the use has to fit without headroom. */
    public double part(Measure measure) {
        return switch (measure) {
            case CPU, GPU_ACTIVITY -> 0.95;
            case MEMORY, GPU_MEMORY -> 1;
        };
    }
}
