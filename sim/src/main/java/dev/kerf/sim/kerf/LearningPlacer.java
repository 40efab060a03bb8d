package dev.kerf.sim.kerf;

import dev.kerf.core.place.Placer;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.snapshot.TaskClass;
import dev.kerf.core.snapshot.Workspace;
import dev.kerf.core.worth.KerfPlacer;
import dev.kerf.core.worth.Kind;
import dev.kerf.core.worth.Knobs;
import dev.kerf.core.worth.Mix;
import dev.kerf.core.worth.Outlook;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;

/**
 * The kerf policy where the mix is guessed or unknown: it expects more of the guess and of what has arrived so far, and
 * looks back each time what it knows has grown by half, and thinks anew where the mix has turned out to be another.
 */
final class LearningPlacer implements Placer {
    private static final int FIRST = 32;
    private static final double GROWTH = 1.5;
    /** How much of the mix must be another than was thought before it is thought of anew; thinking looks at every node. */
    private static final double SURPRISE = 0.1;

    private final Workspace workspace;
    private final Mix prior;
    private final double known;
    private final int[] arrived;
    private final BitSet met = new BitSet();
    private int seen;
    private int next;
    private Mix thought;
    private Placer placer;

    /** @param first what to go by before anything has arrived; solved for once, however many cycles begin with it */
    private LearningPlacer(Workspace workspace, Mix prior, Outlook first) {
        this.workspace = workspace;
        this.prior = prior;
        this.known = prior.weight();
        this.next = Math.max(FIRST, (int) Math.round((GROWTH - 1) * known));
        this.arrived = new int[workspace.snapshot().classes().size()];
        this.thought = mix();
        this.placer = new KerfPlacer(workspace, first);
    }

    static Policy policy(Mix expected, double pods) {
        Mix prior = expected.weighing(pods);
        Outlook first = KerfPolicy.outlook(prior, Knobs.TUNED);
        return (workspace, seed) -> new LearningPlacer(workspace, prior, first);
    }

    @Override
    public int place(int task) {
        if (!met.get(task)) {
            meet(task);
        }
        return placer.place(task);
    }

    @Override
    public int place(int task, BitSet within) {
        if (!met.get(task)) {
            meet(task);
        }
        return placer.place(task, within);
    }

    /** A task counts as arrived once, however often a gang that fails tries to place it. */
    private void meet(int task) {
        met.set(task);
        arrived[workspace.snapshot().classOf(task)]++;
        seen++;
        if (seen == next) {
            next = (int) Math.round(GROWTH * (known + seen) - known);
            Mix now = mix();
            if (now.distance(thought) > SURPRISE) {
                thought = now;
                placer = placer(now);
            }
        }
    }

    /** What is expected now: the guess, and what has arrived. */
    private Mix mix() {
        List<Kind> kinds = new ArrayList<>(prior.kinds());
        for (TaskClass c : workspace.snapshot().classes()) {
            if (arrived[c.index()] > 0) {
                kinds.add(new Kind(
                        c.need().cpu(),
                        c.need().memory(),
                        c.need().gpu(),
                        c.constraints().gpuModels(),
                        arrived[c.index()]));
            }
        }
        return new Mix(kinds);
    }

    private Placer placer(Mix mix) {
        return new KerfPlacer(workspace, KerfPolicy.outlook(mix, Knobs.TUNED));
    }
}
