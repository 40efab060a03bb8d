package dev.kerf.sim.kerf;

import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.worth.KerfPlacer;
import dev.kerf.core.worth.Kind;
import dev.kerf.core.worth.Knobs;
import dev.kerf.core.worth.Mix;
import dev.kerf.core.worth.Outlook;
import dev.kerf.sim.bound.CuttingStock;
import dev.kerf.sim.openb.OpenbPod;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The kerf policy with its prices. */
public final class KerfPolicy {
    /** How many arrivals a given mix is worth. */
    private static final double TRUST = 500;

    private KerfPolicy() {}

    /** The policy for a known mix. Solves the linear program once, here. */
    public static Policy of(Mix mix) {
        return of(mix, Knobs.TUNED);
    }

    /** The policy for a known mix with other knobs. */
    public static Policy of(Mix mix, Knobs knobs) {
        Outlook outlook = outlook(mix, knobs);
        return (workspace, seed) -> new KerfPlacer(workspace, outlook);
    }

    /** What the policy goes by where this mix is to be expected. */
    static Outlook outlook(Mix mix, Knobs knobs) {
        return new Outlook(mix, CuttingStock.prices(mix.parts()), knobs);
    }

    /** The policy that takes the tasks of the snapshot it is asked about for the mix to expect. */
    public static Policy ofWhatIsThere(Knobs knobs) {
        return ofWhatIsThere(knobs, Conduct.USUAL);
    }

    /** The same, conducting itself otherwise towards what runs and between queues. */
    public static Policy ofWhatIsThere(Knobs knobs, Conduct conduct) {
        return Policy.of(
                (workspace, seed) -> new KerfPlacer(workspace, outlook(Mix.of(workspace.snapshot()), knobs)), conduct);
    }

    /** The policy that is told no mix and learns it from what arrives. */
    public static Policy learning() {
        return LearningPlacer.policy(new Mix(List.of()), 0);
    }

    /** The policy that begins with this mix as a guess and learns from what arrives. */
    public static Policy beginningWith(Mix guess) {
        return LearningPlacer.policy(guess, TRUST);
    }

    /** The mix of a pod list. */
    public static Mix mix(List<OpenbPod> pods) {
        Map<Kind, Long> counts = pods.stream()
                .map(p -> new Kind(p.cpu(), p.memory(), p.need().gpu(), p.models(), 0))
                .collect(Collectors.groupingBy(Function.identity(), HashMap::new, Collectors.counting()));
        List<Kind> kinds = new ArrayList<>();
        counts.forEach(
                (kind, count) -> kinds.add(new Kind(kind.cpu(), kind.memory(), kind.gpu(), kind.models(), count)));
        kinds.sort(java.util.Comparator.comparing(Kind::toString));
        return new Mix(kinds);
    }
}
