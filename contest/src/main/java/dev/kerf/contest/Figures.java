package dev.kerf.contest;

import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/** What is known of a run, made a row. */
final class Figures {
    private static final double NANOS_PER_MS = 1e6;
    private final Shape shape;
    private final Contender contender;
    private final int run;
    private final Bindings bindings;
    private final long[] asked;
    private long verdict;

    /** @param asked when each pod was asked for */
    Figures(Shape shape, Contender contender, int run, Bindings bindings, long[] asked) {
        this.shape = shape;
        this.contender = contender;
        this.run = run;
        this.bindings = bindings;
        this.asked = asked;
    }

    Bindings bindings() {
        return bindings;
    }

    /** When the verdict was seen; 0: never. */
    void verdict(long seen) {
        verdict = seen;
    }

    /**
     * The row.
     *
     * @param begin when the clock started
     */
    Row row(long begin, double cpuMs, double rssMib, long writes) {
        long[] seen = bindings.moments();
        boolean all = bindings.count() == shape.pods();
        double seconds = shape.fits() ? all ? since(begin, last(seen)) : Double.NaN : verdictSeconds(begin);
        double[] waits = waits(seen);
        return new Row(
                shape.name(),
                contender.word(),
                run,
                shape.pods(),
                shape.nodes(),
                bindings.count(),
                seconds,
                all ? shape.pods() / seconds : Double.NaN,
                all ? steady(seen) : Double.NaN,
                all ? hundredth(waits, 50) : Double.NaN,
                all ? hundredth(waits, 99) : Double.NaN,
                cpuMs / shape.pods(),
                rssMib,
                (double) writes / shape.pods());
    }

    private double verdictSeconds(long begin) {
        return verdict == 0 || bindings.count() > 0 ? Double.NaN : since(begin, verdict);
    }

    private static long last(long[] seen) {
        return Arrays.stream(seen).max().orElse(0);
    }

    private static double since(long begin, long end) {
        return (double) (end - begin) / TimeUnit.SECONDS.toNanos(1);
    }

    private static double steady(long[] seen) {
        long[] sorted = Arrays.stream(seen).sorted().toArray();
        int from = sorted.length / 10;
        int to = sorted.length * 9 / 10;
        return (to - from) / since(sorted[from], sorted[to]);
    }

    private double[] waits(long[] seen) {
        double[] waits = new double[seen.length];
        for (int i = 0; i < seen.length; i++) {
            waits[i] = (seen[i] - asked[i]) / NANOS_PER_MS;
        }
        Arrays.sort(waits);
        return waits;
    }

    private static double hundredth(double[] sorted, int percent) {
        return sorted[Math.clamp((long) Math.ceil(sorted.length * percent / 100.0) - 1, 0, sorted.length - 1)];
    }
}
