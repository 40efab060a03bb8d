package dev.kerf.cli;

import dev.kerf.core.model.Share;

/** Numbers as tables and documents show them. */
final class Figures {
    private Figures() {}

    /** GPUs with at most three decimals: {@code 8}, {@code 0.5}. */
    static String gpus(double gpus) {
        return Share.text(Math.round(gpus * Share.WHOLE));
    }

    /** GPUs with at most one decimal, for what is only expected. */
    static String about(double gpus) {
        return Share.text(Math.round(gpus * 10) * 100);
    }

    /** The same for programs. */
    static double rounded(double gpus) {
        return Math.round(gpus * Share.WHOLE) / (double) Share.WHOLE;
    }
}
