package dev.kerf.core.queue;

import dev.kerf.core.model.Queue;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Fills a cluster task by task, always for the queue whose turn it is. */
final class Filling {
    private final long[] capacity;
    private final List<Queue> queues = new ArrayList<>();
    private final Map<String, Double> weights = new HashMap<>();
    private final Map<String, long[]> demands = new HashMap<>();
    private final Map<String, Long> most = new HashMap<>();
    private final Map<String, Long> tasks = new HashMap<>();
    private final List<String> sequence = new ArrayList<>();
    private @Nullable DominantShares shares;
    private @Nullable QueueTree tree;

    Filling(long... capacity) {
        this.capacity = capacity;
    }

    /** A queue whose tasks each ask for this much; without amounts one that is made of others. */
    Filling queue(String name, @Nullable String parent, double weight, long... each) {
        queues.add(Queue.of(name, parent));
        weights.put(name, weight);
        if (each.length > 0) {
            demands.put(name, each);
        }
        return this;
    }

    /** The queue has no more tasks than this. */
    void most(String queue, long count) {
        most.put(queue, count);
    }

    void fill(long tasksEach) {
        QueueTree built = new QueueTree(queues);
        double[] weight = new double[built.count()];
        Arrays.setAll(weight, q -> weights.getOrDefault(built.queue(q).name(), 1.0));
        DominantShares reckoned = new DominantShares(built, weight, capacity);
        tree = built;
        shares = reckoned;
        long[][] used = new long[built.count()][capacity.length];
        int next;
        while ((next = next(built, reckoned, used, tasksEach)) != QueueTree.NONE) {
            String name = built.queue(next).name();
            sequence.add(name);
            tasks.merge(name, 1L, Long::sum);
            long[] each = demands.getOrDefault(name, new long[capacity.length]);
            for (int r = 0; r < capacity.length; r++) {
                used[next][r] += each[r];
            }
        }
    }

    private int next(QueueTree built, DominantShares reckoned, long[][] used, long tasksEach) {
        boolean[] full = new boolean[built.count()];
        for (int q = 0; q < full.length; q++) {
            String name = built.queue(q).name();
            full[q] = tasks(name) >= Math.min(tasksEach, most.getOrDefault(name, Long.MAX_VALUE)) || !fits(name, used);
        }
        reckoned.reckon(used, full);
        return reckoned.next();
    }

    private boolean fits(String name, long[][] used) {
        long[] each = demands.getOrDefault(name, new long[capacity.length]);
        for (int r = 0; r < capacity.length; r++) {
            long sum = each[r];
            for (long[] row : used) {
                sum += row[r];
            }
            if (sum > capacity[r] && each[r] > 0) {
                return false;
            }
        }
        return true;
    }

    long tasks(String queue) {
        return tasks.getOrDefault(queue, 0L);
    }

    List<String> sequence() {
        return sequence;
    }

    long[] used() {
        long[] all = new long[capacity.length];
        demands.forEach((name, each) -> {
            for (int r = 0; r < capacity.length; r++) {
                all[r] += tasks(name) * each[r];
            }
        });
        return all;
    }

    double share(String queue) {
        QueueTree built = tree;
        DominantShares reckoned = shares;
        if (built == null || reckoned == null) {
            throw new IllegalStateException("fill first");
        }
        return reckoned.share(built.number(queue));
    }
}
