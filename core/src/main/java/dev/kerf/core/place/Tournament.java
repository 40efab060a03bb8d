package dev.kerf.core.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fixed number of scored places, of which the best, the leftmost among equals, is found in logarithmic time. Eight
 * places play for one of the next round, since eight scores fill a line of cache: at a hundred thousand places a change
 * is six lines away from the top, in a tree of pairs seventeen.
 *
 * <p>A score is kept as a whole number that is larger where the score is, since whole numbers are compared without a
 * branch; what changed is told to the rounds above for many places at once, so that lines far away in memory are fetched
 * side by side.
 */
final class Tournament {
    private static final int SHIFT = 3;
    private static final int BLOCK = 1 << SHIFT;
    private static final long OUT = key(NodeScore.OUT);
    /** The scores, then the best of each eight of the round before, down to one. */
    private final long[][] rounds;
    /** A bit for each place that is not out: what is out is most often asked about, and its score may be far away in memory. */
    private final long[] in;

    Tournament(int places) {
        List<long[]> all = new ArrayList<>();
        int size = Math.max(1, places);
        all.add(open(size));
        while (size > 1) {
            size = blocks(size);
            all.add(open(size));
        }
        this.rounds = all.toArray(long[][]::new);
        this.in = new long[(Math.max(1, places) + Long.SIZE - 1) / Long.SIZE];
    }

    private static int blocks(int places) {
        return (places + BLOCK - 1) >> SHIFT;
    }

    private static long[] open(int places) {
        long[] round = new long[blocks(places) << SHIFT];
        Arrays.fill(round, OUT);
        return round;
    }

    /** The bits of a double, in the order of doubles; both zeros are one. */
    private static long key(double score) {
        long bits = Double.doubleToRawLongBits(score + 0.0);
        return bits ^ (bits >> (Long.SIZE - 1) & Long.MAX_VALUE);
    }

    private static double score(long key) {
        return Double.longBitsToDouble(key ^ (key >> (Long.SIZE - 1) & Long.MAX_VALUE));
    }

    double score(int place) {
        return score(rounds[0][place]);
    }

    /** Drops those that are out from the first so many of these places; how many are left, at the beginning. */
    int dropOut(int[] places, int count) {
        int left = 0;
        for (int i = 0; i < count; i++) {
            int place = places[i];
            places[left] = place;
            left += (int) (in[place / Long.SIZE] >>> place) & 1;
        }
        return left;
    }

    /** 1 where they differ, otherwise 0. */
    private static int differ(long one, long other) {
        long bits = one ^ other;
        return (int) ((bits | -bits) >>> (Long.SIZE - 1));
    }

    /** Sets a score; nothing above moves once a round keeps its best. */
    void set(int place, double score) {
        int at = place;
        seed(place, score);
        for (int r = 1; r < rounds.length; r++) {
            at >>= SHIFT;
            long best = best(rounds[r - 1], at);
            if (best == rounds[r][at]) {
                return;
            }
            rounds[r][at] = best;
        }
    }

    /** Sets a score without telling the rounds above; one of the ways to settle must follow. */
    void seed(int place, double score) {
        long key = key(score);
        rounds[0][place] = key;
        int word = place / Long.SIZE;
        in[word] = (in[word] & ~(1L << place)) | ((long) differ(key, OUT) << place);
    }

    /** Tells the rounds above what the first so many of these places have now; the array is written over. */
    void settle(int[] places, int count) {
        int moved = count;
        for (int r = 1; r < rounds.length && moved > 0; r++) {
            moved = settle(rounds[r - 1], rounds[r], places, moved);
        }
    }

    private static int settle(long[] below, long[] above, int[] places, int count) {
        int moved = 0;
        for (int i = 0; i < count; i++) {
            int block = places[i] >> SHIFT;
            long best = best(below, block);
            places[moved] = block;
            moved += differ(best, above[block]);
            above[block] = best;
        }
        return moved;
    }

    /** Tells the rounds above what every place has now. */
    void settle() {
        for (int r = 1; r < rounds.length; r++) {
            for (int block = 0; block < rounds[r - 1].length >> SHIFT; block++) {
                rounds[r][block] = best(rounds[r - 1], block);
            }
        }
    }

    private static long best(long[] keys, int block) {
        int i = block << SHIFT;
        long a = Math.max(Math.max(keys[i], keys[i + 1]), Math.max(keys[i + 2], keys[i + 3]));
        long b = Math.max(Math.max(keys[i + 4], keys[i + 5]), Math.max(keys[i + 6], keys[i + 7]));
        return Math.max(a, b);
    }

    /** The best score; {@link NodeScore#OUT} where every place is out. */
    double top() {
        return score(rounds[rounds.length - 1][0]);
    }

    /** The leftmost place with the best score. */
    int first() {
        long top = rounds[rounds.length - 1][0];
        int at = 0;
        for (int r = rounds.length - 2; r >= 0; r--) {
            at <<= SHIFT;
            while (rounds[r][at] != top) {
                at++;
            }
        }
        return at;
    }
}
