package dev.kerf.sim.sizing;

import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * Image generation pods as Alibaba published them for 2026, of which the statistics of each pod are shared: how long it is
 * busy and idle at a time, and the quantiles of how busy. Runs are drawn without memory; five samples make a value.
 */
record GenaiShape(ShapeFolder folder) implements Shape {
    private static final int SAMPLES = 5;

    @Override
    public String name() {
        return "genai26-derived";
    }

    /** One pod's statistics. */
    private record Pod(double idle, double busyRun, double idleRun, Quantiles duty) {}

    @Override
    public List<double[]> services(int count, long seed) {
        List<Pod> pods = folder.lines("genai26-derived/pod_gpu_stats.csv", GenaiShape::pod);
        SplittableRandom which = new SplittableRandom(seed);
        return IntStream.range(0, count)
                .mapToObj(i -> service(pods.get(which.nextInt(pods.size())), Shape.random(seed, i)))
                .toList();
    }

    private static Pod pod(ShapeFolder.Line line) {
        List<Quantiles.Point> points = List.of(
                new Quantiles.Point(0, 0),
                new Quantiles.Point(0.5, line.number("duty_p50") / 100),
                new Quantiles.Point(0.9, line.number("duty_p90") / 100),
                new Quantiles.Point(0.95, line.number("duty_p95") / 100),
                new Quantiles.Point(0.99, line.number("duty_p99") / 100),
                new Quantiles.Point(1, line.number("duty_max") / 100));
        return new Pod(
                line.number("idle_fraction"),
                Math.max(1, line.number("mean_busy_run_samples")),
                Math.max(1, line.number("mean_idle_run_samples")),
                new Quantiles(points));
    }

    private static double[] service(Pod pod, SplittableRandom random) {
        boolean busy = false;
        double[] values = new double[Trial.LENGTH];
        for (int i = 0; i < values.length; i++) {
            double sum = 0;
            for (int sample = 0; sample < SAMPLES; sample++) {
                busy ^= random.nextDouble() < 1 / (busy ? pod.busyRun() : pod.idleRun());
                sum += busy ? pod.duty().at(pod.idle() + (1 - pod.idle()) * random.nextDouble()) : 0;
            }
            values[i] = Math.min(1, sum / SAMPLES);
        }
        return values;
    }
}
