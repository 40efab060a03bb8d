package dev.kerf.sim.serve;

import dev.kerf.core.model.Bytes;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;

/**
 * A service that answers requests with one model on one GPU.
 *
 * @param name    of the service
 * @param busy    the part of a whole GPU it keeps busy, hour by hour of a cycle of four weeks, straight lines between
 * @param request the time one request takes of a whole GPU, in seconds, in the mean
 * @param memory  the most it takes of the GPU's memory: weights and what requests under way hold
 */
public record Service(String name, List<Double> busy, double request, Bytes memory) {
    /** Hours of a cycle; cycles are counted from 1970. */
    public static final int CYCLE = 28 * 24;

    private static final int HOUR = 3600;
    private static final int DAY = 24;
    private static final double REQUEST = 0.03;
    private static final double MOSTLY = 0.275;
    private static final double NIGHT = 0.2;
    private static final double WEEKEND = 0.7;

    public Service {
        busy = List.copyOf(busy);
    }

    /**
     * Services of several parts of the world: quiet nights, a hump around noon and a smaller one in the evening, less at
     * weekends, days that differ, and now and then an hour in which a campaign brings more; 95 of 100 hours stay below 0.275
     * of a GPU. The shape is that of published weeks of inference services; the numbers are made up.
     *
     * @param seed another seed, other weeks
     */
    public static List<Service> around(int count, long seed) {
        List<Service> services = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            SplittableRandom random = new SplittableRandom(seed * 1_000_003 + i);
            services.add(new Service("chat-" + (i + 1), weeks(random, i * 8 + i / 3 * 3), REQUEST, memory(random)));
        }
        return services;
    }

    private static List<Double> weeks(SplittableRandom random, int shift) {
        double[] levels = new double[CYCLE];
        double ofDay = 1;
        for (int hour = 0; hour < CYCLE; hour++) {
            int local = Math.floorMod(hour + shift, DAY);
            ofDay = local == 0 ? 0.93 + 0.14 * random.nextDouble() : ofDay;
            double hump = Math.min(1, hump(local, 12, 4) + 0.7 * hump(local, 20, 2));
            double campaign = random.nextInt(60) == 0 ? 1.2 : 1;
            double week = hour / DAY % 7 == 2 || hour / DAY % 7 == 3 ? WEEKEND : 1;
            levels[hour] = (NIGHT + (1 - NIGHT) * hump) * ofDay * week * campaign * (0.97 + 0.06 * random.nextDouble());
        }
        double mostly = java.util.Arrays.stream(levels).sorted().toArray()[(int) (0.95 * CYCLE)];
        return java.util.Arrays.stream(levels)
                .mapToObj(l -> Math.min(0.9, l * MOSTLY / mostly))
                .toList();
    }

    private static double hump(int at, int middle, double width) {
        double away = (at - middle) / width;
        return Math.exp(-away * away / 2);
    }

    private static Bytes memory(SplittableRandom random) {
        return Bytes.ofMib(20 * 1024 + random.nextInt(2 * 1024));
    }

    /** The part of a GPU it keeps busy so many seconds after the beginning of 1970. */
    public double busyAt(double second) {
        double at = second / HOUR % busy.size();
        int left = (int) at;
        double from = busy.get(left);
        return from + (at - left) * (busy.get((left + 1) % busy.size()) - from);
    }
}
