package dev.kerf.core.place;

import java.util.Arrays;

/** A fixed number of scored places, of which the best, the leftmost among equals, is found in logarithmic time. */
final class Tournament {
    private final int leaves;
    private final double[] best;

    Tournament(int places) {
        this.leaves = places <= 1 ? 1 : Integer.highestOneBit(places - 1) * 2;
        this.best = new double[2 * leaves];
        Arrays.fill(best, NodeScore.OUT);
    }

    double score(int place) {
        return best[leaves + place];
    }

    /** Sets a score; nothing above moves once a parent keeps its best. */
    void set(int place, double score) {
        int at = leaves + place;
        if (best[at] == score) {
            return;
        }
        best[at] = score;
        for (at >>= 1; at > 0; at >>= 1) {
            double winner = Math.max(best[2 * at], best[2 * at + 1]);
            if (best[at] == winner) {
                return;
            }
            best[at] = winner;
        }
    }

    /** Sets a score without telling the places above; {@link #settle} must follow. */
    void seed(int place, double score) {
        best[leaves + place] = score;
    }

    void settle() {
        for (int at = leaves - 1; at > 0; at--) {
            best[at] = Math.max(best[2 * at], best[2 * at + 1]);
        }
    }

    /** The best score; {@link NodeScore#OUT} where every place is out. */
    double top() {
        return best[1];
    }

    /** The leftmost place with the best score. */
    int first() {
        int at = 1;
        while (at < leaves) {
            at = best[2 * at] == best[at] ? 2 * at : 2 * at + 1;
        }
        return at - leaves;
    }
}
