package dev.kerf.core.advise.rule;

import dev.kerf.core.advise.Rule;
import java.util.List;

/** All rules, by their numbers. */
public final class Catalogue {
    public static final List<Rule> ALL = List.of(
            new IdleGpus(),
            new NoTraffic(),
            new FewerGpus(),
            new Fitting(),
            new CpuStarved(),
            new CpuOnGpuNode(),
            new EmptyNode(),
            new Defragment(),
            new GangWaste(),
            new CapacityAhead());

    private Catalogue() {}
}
