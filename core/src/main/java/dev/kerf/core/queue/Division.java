package dev.kerf.core.queue;

import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;

/**
 * Divides one resource among sibling queues. Each first gets what it is sure of; what is left over is shared by weight
 * among those that want more, the highest priority first, until nobody wants more or nothing is left. Shares are whole
 * grains, and what rounding leaves goes grain by grain to the largest remainders, so that not a unit is lost. With
 * memory, who had more than its weight of late counts for less: a queue's weight is
 * {@code max(0, w + memory · (w − used))} of the sum of weights, as in KAI Scheduler's time-based fair share.
 *
 * @param grain  the smallest part that is of use, 1 or more units
 * @param memory how much late use counts; 0: not at all
 * @param reach  what priority decides about
 */
public record Division(long grain, double memory, PriorityReach reach) {
    private static final double WEIGHT_SCALE = 1e9;

    /** What the priority of a queue decides about. */
    public enum PriorityReach {
        /** Who is served first of what is left over when everybody has its guarantee. */
        LEFT_OVER,
        /** Everything: the guarantee of a queue comes after all that queues of higher priority want. */
        EVERYTHING,
        /** Nothing: what is left over when everybody has its guarantee is nobody's. */
        UNDIVIDED
    }

    /** By weight alone. */
    public static Division byWeight(long grain) {
        return new Division(grain, 0, PriorityReach.LEFT_OVER);
    }

    /** The same in other grains. */
    public Division of(long other) {
        return new Division(other, memory, reach);
    }

    /** The same whatever was used of late. */
    public Division forgetting() {
        return new Division(grain, 0, reach);
    }

    /**
     * The share of each claim, in their order. Their sum is the total, or less where nobody has a use for more; guarantees
     * are given even where they add up to more than the total.
     */
    public long[] shares(long total, List<Claim> claims) {
        Pool pool = new Pool(total, claims);
        NavigableMap<Integer, List<Integer>> byPriority = new TreeMap<>(Comparator.reverseOrder());
        for (int i = 0; i < claims.size(); i++) {
            byPriority
                    .computeIfAbsent(claims.get(i).priority(), p -> new ArrayList<>())
                    .add(i);
        }
        switch (reach) {
            case UNDIVIDED -> byPriority.values().forEach(pool::giveSure);
            case EVERYTHING -> byPriority.values().forEach(pool::serveWholly);
            case LEFT_OVER -> {
                byPriority.values().forEach(pool::giveSure);
                byPriority.values().forEach(pool::share);
            }
        }
        return pool.share;
    }

    /** What is left of the total while it is given away. */
    private final class Pool {
        final List<Claim> claims;
        final long[] share;
        private final boolean bounded = reach == PriorityReach.EVERYTHING;
        private long left;

        Pool(long total, List<Claim> claims) {
            this.claims = claims;
            this.share = new long[claims.size()];
            this.left = total;
        }

        void giveSure(List<Integer> members) {
            for (int i : members) {
                Claim claim = claims.get(i);
                share[i] = bounded ? Math.min(claim.sure(), Math.max(0, left)) : claim.sure();
                left -= bounded ? share[i] : Math.max(share[i], claim.kept());
            }
        }

        /** Everything to one priority before the next: the sure part, by weight, and then those without weight. */
        void serveWholly(List<Integer> members) {
            giveSure(members);
            share(members);
            long[] even = new long[claims.size()];
            Arrays.fill(even, 1);
            pour(members, even);
        }

        void share(List<Integer> members) {
            List<Integer> thirsty =
                    members.stream().filter(i -> claims.get(i).weight() > 0).toList();
            pour(thirsty, null);
        }

        /** Shares what is left among the members, by these weights or else by their own. */
        private void pour(List<Integer> members, long @org.jspecify.annotations.Nullable [] given) {
            List<Integer> open = new ArrayList<>(members);
            open.removeIf(i -> room(i) == 0);
            while (left > 0 && !open.isEmpty()) {
                long[] weights = given == null ? weights(open) : given;
                List<Integer> filled = filledBy(open, weights);
                if (filled.isEmpty()) {
                    round(open, weights);
                    return;
                }
                for (int i : filled) {
                    give(i, room(i));
                }
                open.removeAll(filled);
            }
        }

        private long room(int i) {
            // A queue draws on its own kept part before it draws on what is left over.
            return claims.get(i).wanted() - share[i];
        }

        private void give(int i, long amount) {
            share[i] += amount;
            left -= amount;
        }

        /** Those whose part would be more than they want. */
        private List<Integer> filledBy(List<Integer> open, long[] weights) {
            BigInteger sum = sum(open, weights);
            return open.stream()
                    .filter(i -> times(room(i), sum).compareTo(times(left, weights[i])) <= 0)
                    .toList();
        }

        /** Parts in whole grains, and what is left over grain by grain to the largest remainders, oldest first. */
        private void round(List<Integer> open, long[] weights) {
            BigInteger sum = sum(open, weights).multiply(BigInteger.valueOf(grain));
            BigInteger[] rest = new BigInteger[claims.size()];
            long all = left;
            for (int i : open) {
                BigInteger[] part = times(all, weights[i]).divideAndRemainder(sum);
                rest[i] = part[1];
                give(i, part[0].longValueExact() * grain);
            }
            List<Integer> order = open.stream()
                    .sorted(Comparator.<Integer, BigInteger>comparing(i -> rest[i])
                            .reversed()
                            .thenComparing(claims::get, Claim.OLDEST))
                    .toList();
            while (left > 0) {
                for (int i : order) {
                    give(i, Math.min(Math.min(grain, left), room(i)));
                }
            }
        }

        private long[] weights(List<Integer> open) {
            long[] weights = new long[claims.size()];
            double sum = open.stream().mapToDouble(i -> claims.get(i).weight()).sum();
            boolean any = false;
            for (int i : open) {
                double plain = claims.get(i).weight() / sum;
                double now = Math.max(0, plain + memory * (plain - claims.get(i).used()));
                weights[i] = memory == 0 ? claims.get(i).weight() : Math.round(now * WEIGHT_SCALE);
                any |= weights[i] > 0;
            }
            if (!any) {
                open.forEach(i -> weights[i] = claims.get(i).weight());
            }
            return weights;
        }

        private BigInteger sum(List<Integer> open, long[] weights) {
            return BigInteger.valueOf(open.stream().mapToLong(i -> weights[i]).sum());
        }
    }

    private static BigInteger times(long a, long b) {
        return BigInteger.valueOf(a).multiply(BigInteger.valueOf(b));
    }

    private static BigInteger times(long a, BigInteger b) {
        return BigInteger.valueOf(a).multiply(b);
    }
}
