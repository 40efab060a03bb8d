package dev.kerf.core.queue;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.queue.Division.PriorityReach;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Late use decays and counts against a queue: who cannot be served together is served in turns. */
class PastUseTest {
    private static final int GPUS = 16;
    private static final int WINDOW = 256;
    private static final double HALF_LIFE = 128;

    /** Plays cycles in which a queue has its GPUs if its share covers them; the GPUs each had on the average. */
    private static double[] play(double memory, int cycles, long... asked) {
        Division division = new Division(1, memory, PriorityReach.LEFT_OVER);
        Deque<long[]> past = new ArrayDeque<>();
        double[] sum = new double[asked.length];
        for (int cycle = 0; cycle < cycles; cycle++) {
            long[] had = served(division.shares(GPUS, claims(asked, used(past, asked.length))), asked);
            past.addFirst(had);
            if (past.size() > WINDOW) {
                past.removeLast();
            }
            for (int q = 0; q < asked.length; q++) {
                sum[q] += had[q] / (double) cycles;
            }
        }
        return sum;
    }

    private static long[] served(long[] shares, long[] asked) {
        Integer[] order = new Integer[asked.length];
        Arrays.setAll(order, q -> q);
        Arrays.sort(order, (a, b) -> Long.compare(shares[b], shares[a]));
        long left = GPUS;
        long[] had = new long[asked.length];
        for (int q : order) {
            had[q] = asked[q] <= left ? asked[q] : 0;
            left -= had[q];
        }
        return had;
    }

    private static List<Claim> claims(long[] asked, double[] used) {
        List<Claim> claims = new ArrayList<>();
        for (int q = 0; q < asked.length; q++) {
            claims.add(new Claim("q" + q, 0, 0, Long.MAX_VALUE, asked[q], 1000, 100, Instant.EPOCH, used[q]));
        }
        return claims;
    }

    private static double[] used(Deque<long[]> past, int queues) {
        double[] used = new double[queues];
        double all = 0;
        double decay = 1;
        for (long[] had : past) {
            for (int q = 0; q < queues; q++) {
                used[q] += decay * had[q] / GPUS;
            }
            all += decay;
            decay *= Math.pow(0.5, 1 / HALF_LIFE);
        }
        for (int q = 0; q < queues; q++) {
            used[q] = all == 0 ? 0 : used[q] / all;
        }
        return used;
    }

    @Test
    void twoThatWantTheWholeClusterTakeTurns() {
        double[] had = play(1, 1024, 16, 16);
        assertThat(had[0]).isBetween(7.5, 8.5);
        assertThat(had[1]).isBetween(7.5, 8.5);
    }

    @Test
    void threeToo() {
        double[] had = play(10, 1024, 16, 16, 16);
        assertThat(Arrays.stream(had).boxed()).allSatisfy(h -> assertThat(h).isBetween(4.8, 5.9));
    }

    @Test
    void withoutMemoryTheFirstHasItAll() {
        assertThat(play(0, 64, 16, 16)).containsExactly(16, 0);
    }
}
