package dev.kerf.sim.kerf;

import dev.kerf.core.place.Placer;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.TaskClass;
import dev.kerf.core.snapshot.Workspace;
import dev.kerf.core.worth.KerfPlacer;
import dev.kerf.core.worth.Kind;
import dev.kerf.core.worth.Knobs;
import dev.kerf.core.worth.Mix;
import dev.kerf.core.worth.ShareWorth;
import dev.kerf.sim.bound.CuttingStock;
import java.util.ArrayList;
import java.util.List;

/**
 * The kerf policy where no mix is known: it expects more of what has arrived so far, and thinks anew each time half as
 * much again has arrived.
 */
final class LearningPlacer implements Placer {
    private static final int FIRST = 32;
    private final Workspace workspace;
    private final int[] arrived;
    private int seen;
    private int next = FIRST;
    private Placer placer;

    private LearningPlacer(Workspace workspace) {
        this.workspace = workspace;
        this.arrived = new int[workspace.snapshot().classes().size()];
        this.placer = thinkAnew(workspace, arrived);
    }

    static Policy policy() {
        return (workspace, seed) -> new LearningPlacer(workspace);
    }

    @Override
    public int place(int task) {
        arrived[workspace.snapshot().classOf(task)]++;
        seen++;
        if (seen == next) {
            next = next * 3 / 2;
            placer = thinkAnew(workspace, arrived);
        }
        return placer.place(task);
    }

    private static Placer thinkAnew(Workspace workspace, int[] arrived) {
        Snapshot snapshot = workspace.snapshot();
        List<Kind> kinds = new ArrayList<>();
        for (TaskClass c : snapshot.classes()) {
            if (arrived[c.index()] > 0) {
                kinds.add(new Kind(
                        c.need().cpu(),
                        c.need().memory(),
                        c.need().gpu(),
                        c.constraints().gpuModels(),
                        arrived[c.index()]));
            }
        }
        Mix mix = new Mix(kinds);
        return new KerfPlacer(workspace, mix, new ShareWorth(CuttingStock.prices(mix.parts())), Knobs.TUNED);
    }
}
