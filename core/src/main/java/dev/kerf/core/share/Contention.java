package dev.kerf.core.share;

/**
 * What two programs that keep a GPU busy get of it together, as a part of what one alone gets: measured by NVIDIA for two models on
 * an A100, 32 requests at once (ai-dynamo/dynamo, "Interpreting GPU Sharing Results").
 */
public final class Contention {
    /** Where each has its part of the multiprocessors. */
    public static final double SIDE_BY_SIDE = 0.879;

    /** Where they take turns. */
    public static final double TAKING_TURNS = 0.728;

    private Contention() {}
}
