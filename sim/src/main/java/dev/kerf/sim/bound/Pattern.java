package dev.kerf.sim.bound;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** One way to cut a GPU of a shape: how many of each share size, together at most one GPU. */
record Pattern(int shape, List<Integer> counts) {

    Pattern {
        counts = List.copyOf(counts);
    }

    static Pattern of(int shape, int[] counts) {
        return new Pattern(shape, Arrays.stream(counts).boxed().toList());
    }

    /** The pieces in thousandths, largest first. */
    List<Integer> pieces(List<Integer> shares) {
        List<Integer> pieces = new ArrayList<>();
        for (int share = shares.size() - 1; share >= 0; share--) {
            for (int n = 0; n < counts.get(share); n++) {
                pieces.add(shares.get(share));
            }
        }
        return pieces;
    }
}
