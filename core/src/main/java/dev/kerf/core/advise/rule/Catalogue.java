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
            new MigFit(),
            new SharingMode(),
            new MigLayout(),
            new SmallerCard(),
            new CpuStarved(),
            new StrandedGpus(),
            new CpuOnGpuNode(),
            new EmptyNode(),
            new Defragment(),
            new EngineMemory(),
            new UnhealthyGpu(),
            new GangWaste(),
            new CapacityAhead(),
            new Hygiene(),
            new MisshapenRequest());

    private Catalogue() {}
}
