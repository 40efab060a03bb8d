package dev.kerf.core.advise;

import java.time.Instant;
import java.util.List;

/**
 * One recommendation.
 *
 * @param draft   what the rule found
 * @param benefit what it saves, found by planning
 * @param guards  all that can stop it: the rule's own and those of every advice
 * @param expires not to be done later
 * @param with    others it is to be done together with, by id: their saving is one proof, of which this is its part
 * @param proof   how the saving was found, in a sentence or two; empty: by nothing but arithmetic
 */
public record Advice(
        Draft draft, Benefit benefit, List<Guard> guards, Instant expires, List<String> with, String proof) {
    public Advice {
        guards = List.copyOf(guards);
        with = List.copyOf(with);
    }

    public String id() {
        return draft.id();
    }

    /** Whether nothing stops it. */
    public boolean clear() {
        return guards.stream().allMatch(Guard::passes);
    }

    /** What orders a list: real money a month × confidence ÷ (1 + risk); GPUs count where there is no price. */
    public double rank() {
        var month = Benefit.month(benefit.real());
        double worth = month == null ? benefit.realisable() : month.cents() / 100.0;
        return worth * draft.confidence().worth() / (1 + draft.risk().score());
    }
}
