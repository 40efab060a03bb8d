package dev.kerf.cli;

import dev.kerf.core.advise.Advice;
import dev.kerf.core.advise.Advised;
import dev.kerf.core.advise.Scene;
import dev.kerf.core.price.Money;
import dev.kerf.sim.serve.Contenders;
import java.util.List;

/**
 * What came of the story; figures of before and after are of the eight services and their nodes.
 *
 * @param scene      before
 * @param rounds     of advice, each on what the ones before have left
 * @param applied    of it, in this order
 * @param audited    lines of the audit log, each found to follow the one before it
 * @param after      the scene a day later
 * @param oom        cards whose services together want more memory than there is
 * @param started    whether the work that waited runs
 * @param contenders what other rules would have given the same services; Kerf's own first
 */
record StoryOutcome(
        Scene scene,
        List<Advised> rounds,
        List<Advice> applied,
        int audited,
        Scene after,
        Serving before,
        Serving now,
        int oom,
        boolean started,
        List<Contenders.Outcome> contenders) {
    /** What callers were promised, in milliseconds. */
    static final double SLO_MS = 1000;

    static final int PROMISED_GPUS = 3;
    static final int PROMISED_NODES = 1;

    StoryOutcome {
        rounds = List.copyOf(rounds);
        applied = List.copyOf(applied);
        contenders = List.copyOf(contenders);
    }

    /**
     * How the services stood.
     *
     * @param gpus   of which they held anything
     * @param nodes  they stood on
     * @param p99    milliseconds that 99 of 100 callers waited at most, on the busiest card
     * @param busy   mean activity of the GPUs they held, 0 to 1
     * @param hourly the price of all GPUs of the nodes
     */
    record Serving(int gpus, int nodes, double p99, double busy, Money hourly) {}

    /** Whether what the demo promises was kept. */
    boolean kept() {
        return now.gpus() == PROMISED_GPUS
                && now.nodes() == PROMISED_NODES
                && oom == 0
                && now.p99() <= SLO_MS
                && started;
    }
}
