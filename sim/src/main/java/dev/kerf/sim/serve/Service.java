package dev.kerf.sim.serve;

import dev.kerf.core.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A service that answers requests with one model on one GPU.
 *
 * @param name    of the service
 * @param busy    the part of a whole GPU it keeps busy, at equal distances over a day that begins at midnight
 * @param request the time one request takes of a whole GPU, in seconds, in the mean
 * @param memory  the most it takes of the GPU's memory: weights and what requests under way hold
 */
public record Service(String name, List<Double> busy, double request, Bytes memory) {
    private static final int POINTS = 48;
    private static final double PEAK = 0.285;
    private static final double NIGHT = 0.06;
    private static final int HALF_DAY = POINTS / 2;

    public Service {
        busy = List.copyOf(busy);
    }

    /**
     * Services of several parts of the world: quiet nights, two humps a day around noon and evening, and one half hour in
     * which a campaign brings more. The shape is that of published days of inference services; the numbers are made up.
     *
     * @param seed another seed, other days
     */
    public static List<Service> around(int count, long seed) {
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
            int shift = i * POINTS / count;
            services.add(new Service("chat-" + (i + 1), day(random, shift), 0.05, memory(random)));
        }
        return services;
    }

    private static List<Double> day(SplittableRandom random, int shift) {
        List<Double> points = new ArrayList<>();
        int campaign = random.nextInt(POINTS);
        for (int p = 0; p < POINTS; p++) {
            int local = Math.floorMod(p + shift, POINTS);
            double hump = hump(local, HALF_DAY, 9) + 0.7 * hump(local, POINTS - 10, 5);
            double level = NIGHT + (PEAK - NIGHT) * Math.min(1, hump) * (0.95 + 0.05 * random.nextDouble());
            points.add(p == campaign ? Math.max(level, PEAK) : level);
        }
        return points;
    }

    private static double hump(int at, int middle, double width) {
        double away = (at - middle) / width;
        return Math.exp(-away * away / 2);
    }

    private static Bytes memory(SplittableRandom random) {
        return Bytes.ofMib(20 * 1024 + random.nextInt(2 * 1024));
    }

    /** The part of a GPU it keeps busy so many seconds after midnight. */
    public double busyAt(double second) {
        double at = second / 86_400 * busy.size();
        int left = (int) at % busy.size();
        double from = busy.get(left);
        return from + (at - Math.floor(at)) * (busy.get((left + 1) % busy.size()) - from);
    }
}
