package dev.kerf.core.place;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A fixed number of scored places, of which the best, the leftmost among equals, is found in logarithmic time. Eight
 * places play for one of the next round, since eight scores fill a line of cache: at a hundred thousand places a change
 * is six lines away from the top, in a tree of pairs seventeen.
 */
final class Tournament {
    private static final int SHIFT = 3;
    private static final int BLOCK = 1 << SHIFT;
    /** The scores, then the best of each eight of the round before, down to one. */
    private final double[][] rounds;

    Tournament(int places) {
        List<double[]> all = new ArrayList<>();
        int size = Math.max(1, places);
        all.add(open(size));
        while (size > 1) {
            size = blocks(size);
            all.add(open(size));
        }
        this.rounds = all.toArray(double[][]::new);
    }

    private static int blocks(int places) {
        return (places + BLOCK - 1) >> SHIFT;
    }

    private static double[] open(int places) {
        double[] round = new double[blocks(places) << SHIFT];
        Arrays.fill(round, NodeScore.OUT);
        return round;
    }

    double score(int place) {
        return rounds[0][place];
    }

    /** Sets a score; nothing above moves once a round keeps its best. */
    void set(int place, double score) {
        int at = place;
        double before = rounds[0][at];
        double now = score;
        rounds[0][at] = now;
        for (int r = 1; r < rounds.length && before != now; r++) {
            int above = at >> SHIFT;
            double best = rounds[r][above];
            if (now < best && before < best) {
                return;
            }
            now = now >= best ? now : best(rounds[r - 1], above);
            rounds[r][above] = now;
            before = best;
            at = above;
        }
    }

    /** Sets a score without telling the rounds above; {@link #settle} must follow. */
    void seed(int place, double score) {
        rounds[0][place] = score;
    }

    void settle() {
        for (int r = 1; r < rounds.length; r++) {
            for (int block = 0; block < rounds[r - 1].length >> SHIFT; block++) {
                rounds[r][block] = best(rounds[r - 1], block);
            }
        }
    }

    private static double best(double[] round, int block) {
        double best = round[block << SHIFT];
        for (int i = (block << SHIFT) + 1; i < (block + 1) << SHIFT; i++) {
            best = Math.max(best, round[i]);
        }
        return best;
    }

    /** The best score; {@link NodeScore#OUT} where every place is out. */
    double top() {
        return rounds[rounds.length - 1][0];
    }

    /** The leftmost place with the best score. */
    int first() {
        double top = top();
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
