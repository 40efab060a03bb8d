package dev.kerf.core.snapshot;

import static org.assertj.core.api.Assertions.assertThat;

import dev.kerf.core.FirstFit;
import dev.kerf.core.Given;
import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.LabelSelector;
import dev.kerf.core.model.PodTerm;
import dev.kerf.core.model.Task;
import dev.kerf.core.place.Placer;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;

/** A what-if that is taken back leaves no trace. */
class WorkspaceProperties {
    private static final PodTerm SAME_ZONE = new PodTerm(LabelSelector.EVERYTHING, Set.of("team"), "zone");

    private static Snapshot snapshot(Random random) {
        Given given = new Given();
        for (int n = 0; n < 4; n++) {
            given.node(Given.machine("n" + n, random.nextInt(5)).withLabels(Map.of("zone", "z" + n % 2)));
        }
        for (int t = 0; t < 30; t++) {
            given.pending(task(random, t));
        }
        return Snapshot.of(given.cluster());
    }

    private static Task task(Random random, int t) {
        GpuNeed gpu = random.nextBoolean()
                ? new GpuNeed.Fraction(1 + random.nextInt(999), 1)
                : new GpuNeed.Whole(1 + random.nextInt(2));
        Task task = Given.task("t" + t, gpu);
        Constraints company = new Constraints(
                List.of(),
                List.of(),
                List.of(),
                List.of(),
                Set.of(),
                List.of(),
                Set.of(),
                List.of(SAME_ZONE),
                List.of(),
                List.of(),
                List.of());
        return random.nextInt(3) == 0 ? task.withConstraints(company) : task;
    }

    @Property(tries = 300)
    void undoRestoresEverything(@ForAll long seed) {
        Random random = new Random(seed);
        Snapshot snapshot = snapshot(random);
        Workspace workspace = new Workspace(snapshot);
        Placer placer = FirstFit.POLICY.placer(workspace, 0);
        wander(workspace, placer, random, 10);
        Workspace untouched = new Workspace(snapshot);
        for (int t = 0; t < snapshot.taskCount(); t++) {
            if (workspace.nodeOf(t) != Workspace.NOWHERE) {
                untouched.place(t, workspace.nodeOf(t), workspace.devicesOf(t));
            }
        }
        int mark = workspace.checkpoint();
        wander(workspace, placer, random, 40);
        workspace.undo(mark);
        assertThat(workspace.sameAs(untouched)).isTrue();
    }

    @Property(tries = 300)
    void theIndexAgreesWithAFreshLookAfterAnyDetour(@ForAll long seed) {
        Random random = new Random(seed);
        Snapshot snapshot = snapshot(random);
        Workspace workspace = new Workspace(snapshot);
        Placer used = FirstFit.POLICY.placer(workspace, 0);
        wander(workspace, used, random, 30);
        for (int t = 0; t < snapshot.taskCount(); t++) {
            if (workspace.nodeOf(t) == Workspace.NOWHERE) {
                int mark = workspace.checkpoint();
                int fresh = FirstFit.POLICY.placer(workspace, 0).place(t);
                workspace.undo(mark);
                assertThat(used.place(t)).isEqualTo(fresh);
                workspace.undo(mark);
            }
        }
    }

    private static void wander(Workspace workspace, Placer placer, Random random, int steps) {
        for (int i = 0; i < steps; i++) {
            int task = random.nextInt(workspace.snapshot().taskCount());
            if (workspace.nodeOf(task) == Workspace.NOWHERE) {
                placer.place(task);
            } else {
                workspace.remove(task);
            }
        }
    }
}
