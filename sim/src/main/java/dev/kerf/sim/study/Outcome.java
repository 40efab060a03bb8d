package dev.kerf.sim.study;

import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.replay.Played;
import java.util.Map;

/**
 * What a study keeps of one replay.
 *
 * @param at100        allocated percent when 100 % had arrived
 * @param at130        allocated percent when 130 % had arrived
 * @param failed       pods that found no place while at most 100 % had arrived, by kind
 * @param firstFailure arrived percent at the first that found none
 * @param decisions    pods that arrived
 * @param seconds      wall time of the decisions
 */
record Outcome(
        double at100,
        double at130,
        Map<OpenbPod.Kind, Integer> failed,
        double firstFailure,
        int decisions,
        double seconds) {
    static Outcome of(Played played) {
        double[] curve = played.allocation();
        return new Outcome(
                curve[100],
                curve[130],
                played.failedToFull(),
                played.firstFailure(),
                played.trace().arrivals().size(),
                played.seconds());
    }
}
