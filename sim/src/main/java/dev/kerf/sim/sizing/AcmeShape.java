package dev.kerf.sim.sizing;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.stream.IntStream;

/**
 * SM_ACTIVE as published for Acme's cluster Seren (Hu et al., NSDI 2024) as a distribution over devices and time. How it
 * moves is not published and is made up: a level of each service, a slow and a fast wander and a day of its own, Gaussian,
 * mapped to the distribution (a Gaussian copula).
 */
record AcmeShape(ShapeFolder folder) implements Shape {
    private static final double LEVEL = 0.6;
    private static final double SLOW = 0.7;
    private static final double FAST = 0.5;
    private static final double SLOW_KEPT = 0.999;
    private static final double FAST_KEPT = 0.8;

    @Override
    public String name() {
        return "acme-dcgm-cdf";
    }

    @Override
    public List<double[]> services(int count, long seed) {
        Quantiles busy = quantiles();
        return IntStream.range(0, count)
                .mapToObj(i -> service(busy, Shape.random(seed, i)))
                .toList();
    }

    private Quantiles quantiles() {
        List<Quantiles.Point> points = new ArrayList<>();
        folder.lines("acme-dcgm-cdf/dcgm_percentiles.csv", line -> {
            if (line.apply("source").equals("util_gpu_seren")
                    && line.apply("metric").equals("SM_ACTIVE")) {
                points.add(new Quantiles.Point(line.number("percentile") / 100, line.number("value") / 100));
            }
            return line;
        });
        return new Quantiles(points);
    }

    private static double[] service(Quantiles busy, SplittableRandom random) {
        double level = LEVEL * random.nextGaussian();
        double day = LEVEL * random.nextDouble();
        double spread = Math.sqrt(LEVEL * LEVEL + SLOW * SLOW + FAST * FAST + day * day / 2);
        double slow = 0;
        double fast = 0;
        double[] values = new double[Trial.LENGTH];
        for (int i = 0; i < values.length; i++) {
            slow = wander(slow, SLOW_KEPT, random);
            fast = wander(fast, FAST_KEPT, random);
            double hour = day * Math.sin(2 * Math.PI * i / Trial.DAY);
            values[i] = busy.at(below((level + SLOW * slow + FAST * fast + hour) / spread));
        }
        return values;
    }

    private static double wander(double before, double kept, SplittableRandom random) {
        return kept * before + Math.sqrt(1 - kept * kept) * random.nextGaussian();
    }

    /** The part of the normal distribution below z (Abramowitz and Stegun, 26.2.17; to 1e-7). */
    static double below(double z) {
        double t = 1 / (1 + 0.2316419 * Math.abs(z));
        double poly = t * (0.319381530 + t * (-0.356563782 + t * (1.781477937 + t * (-1.821255978 + t * 1.330274429))));
        double tail = Math.exp(-z * z / 2) / Math.sqrt(2 * Math.PI) * poly;
        return z < 0 ? tail : 1 - tail;
    }
}
