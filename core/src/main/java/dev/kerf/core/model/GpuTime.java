package dev.kerf.core.model;

import java.time.Duration;
import java.util.Locale;

/**
 * GPUs held for a time.
 *
 * @param milliSeconds thousandths of a GPU times seconds
 */
public record GpuTime(long milliSeconds) implements Comparable<GpuTime> {
    public static final GpuTime ZERO = new GpuTime(0);
    private static final double MILLI_SECONDS_AN_HOUR = 3_600_000;

    /** So many thousandths of a GPU for so long; a negative time counts for none. */
    public static GpuTime of(long thousandths, Duration time) {
        long seconds = Math.max(0, time.toSeconds());
        long most = thousandths == 0 ? Long.MAX_VALUE : Long.MAX_VALUE / thousandths;
        return new GpuTime(thousandths * Math.min(seconds, most));
    }

    public GpuTime plus(GpuTime other) {
        return new GpuTime(Math.addExact(milliSeconds, other.milliSeconds));
    }

    public double hours() {
        return milliSeconds / MILLI_SECONDS_AN_HOUR;
    }

    @Override
    public int compareTo(GpuTime other) {
        return Long.compare(milliSeconds, other.milliSeconds);
    }

    /** {@code 1.5 GPU-hours}. */
    @Override
    public String toString() {
        return String.format(Locale.ROOT, "%.1f GPU-hours", hours());
    }
}
