package dev.kerf.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/**
 * What Ghodsi et al. prove of dominant resource fairness. Tasks are small beside the cluster; a user may be off by one
 * task of the largest size.
 */
class FairnessProperties {
    private static final long CAPACITY = 100_000;
    private static final int MOST_ASKED = 100;
    /** What one task can move a share by. */
    private static final double TASK = 2.0 * MOST_ASKED / CAPACITY;

    private static final int USERS = 3;

    private static long[][] demands(Random random) {
        long[][] demands = new long[USERS][2];
        for (long[] each : demands) {
            each[0] = 1L + random.nextInt(MOST_ASKED);
            each[1] = 1L + random.nextInt(MOST_ASKED);
        }
        return demands;
    }

    /** Tasks each user gets. */
    private static double[] allocate(long[][] demands) {
        Filling filling = new Filling(CAPACITY, CAPACITY);
        for (int u = 0; u < demands.length; u++) {
            filling.queue("u" + u, null, 1, demands[u]);
        }
        filling.fill(Long.MAX_VALUE);
        double[] tasks = new double[demands.length];
        Arrays.setAll(tasks, u -> filling.tasks("u" + u));
        return tasks;
    }

    private static double dominant(long[] each, double tasks) {
        return tasks * Math.max(each[0], each[1]) / CAPACITY;
    }

    /** Tasks a user could run on a bundle of resources. */
    private static double runs(long[] each, double first, double second) {
        return Math.min(first / each[0], second / each[1]);
    }

    @Property(tries = 100)
    void nobodyIsWorseOffThanWithItsPartOfTheCluster(@ForAll Random random) {
        long[][] demands = demands(random);
        double[] tasks = allocate(demands);
        for (int u = 0; u < USERS; u++) {
            assertThat(dominant(demands[u], tasks[u])).isGreaterThanOrEqualTo(1.0 / USERS - TASK);
        }
    }

    @Property(tries = 100)
    void nobodyWouldRatherHaveWhatAnotherHas(@ForAll Random random) {
        long[][] demands = demands(random);
        double[] tasks = allocate(demands);
        for (int u = 0; u < USERS; u++) {
            for (int v = 0; v < USERS; v++) {
                double other = runs(demands[u], tasks[v] * demands[v][0], tasks[v] * demands[v][1]);
                assertThat(dominant(demands[u], other)).isLessThanOrEqualTo(dominant(demands[u], tasks[u]) + TASK);
            }
        }
    }

    @Property(tries = 100)
    void nothingThatCouldBeUsedIsLeft(@ForAll Random random) {
        long[][] demands = demands(random);
        double[] tasks = allocate(demands);
        double first = CAPACITY;
        double second = CAPACITY;
        for (int u = 0; u < USERS; u++) {
            first -= tasks[u] * demands[u][0];
            second -= tasks[u] * demands[u][1];
        }
        for (long[] each : demands) {
            assertThat(runs(each, first, second)).isLessThan(1);
        }
    }

    @Property(tries = 100)
    void nobodyGainsByAskingForMoreThanItNeeds(@ForAll Random random) {
        long[][] demands = demands(random);
        double honest = allocate(demands)[0];
        long[] needed = demands[0].clone();
        demands[0][random.nextInt(2)] += 1L + random.nextInt(MOST_ASKED);
        double asked = allocate(demands)[0];
        double lying = runs(needed, asked * demands[0][0], asked * demands[0][1]);
        assertThat(dominant(needed, lying)).isLessThanOrEqualTo(dominant(needed, honest) + 2 * TASK);
    }
}
