package dev.kerf.bench;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.plan.Plan;
import dev.kerf.core.plan.Planner;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.worth.Knobs;
import dev.kerf.sim.kerf.KerfPolicy;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Fork;
import org.openjdk.jmh.annotations.Level;
import org.openjdk.jmh.annotations.Measurement;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.Warmup;

/**
 * A whole cycle in memory, from the snapshot to the plan with all its sentences, on clusters of published shapes. Each shape says
 * what has to come of it, and a cycle that comes to something else fails the benchmark.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MILLISECONDS)
@Warmup(iterations = 5, time = 2)
@Measurement(iterations = 5, time = 2)
@Fork(1)
public class CycleBenchmark {
    /** What is planned. */
    @SuppressWarnings("ImmutableEnumChecker") // a cluster is immutable, though not annotated so
    public enum Shape {
        NO_79_OF_80_ON_100(Shapes.seventyNine(100), 0, 0, 0),
        NO_79_OF_80_ON_1000(Shapes.seventyNine(1000), 0, 0, 0),
        RECLAIM_ON_100(Shapes.reclaimed(100), 0, 50, 400),
        RECLAIM_ON_1000(Shapes.reclaimed(1000), 0, 500, 4000),
        RECLAIM_ALONE_ON_1000(Shapes.reclaimedAlone(1000), 0, 4000, 4000),
        FILL_4000(Shapes.fill(500), 4000, 0, 0),
        GANG_512_CLOSE(Shapes.closeTogether(600), 512, 0, 0),
        CONSOLIDATE_41_GANGS(Shapes.scattered(500), 0, 410, 410),
        KUEUE_15000(Shapes.baseline(), 15000, 0, 0);

        private final Cluster cluster;
        private final int binds;
        private final int nominations;
        private final int evictions;

        Shape(Cluster cluster, int binds, int nominations, int evictions) {
            this.cluster = cluster;
            this.binds = binds;
            this.nominations = nominations;
            this.evictions = evictions;
        }

        void check(Plan plan) {
            List<Long> found = List.of(
                    plan.binds().count(),
                    plan.nominations().count(),
                    plan.evictions().count());
            List<Long> expected = List.of((long) binds, (long) nominations, (long) evictions);
            if (!found.equals(expected)) {
                throw new IllegalStateException(this + ": bound, nominated, evicted " + found + ", not " + expected);
            }
        }
    }

    @Param
    public Shape shape = Shape.FILL_4000;

    private final Policy policy = KerfPolicy.ofWhatIsThere(Knobs.TUNED);
    private Snapshot snapshot = Snapshot.of(shape.cluster);

    @Setup(Level.Trial)
    public void look() {
        snapshot = Snapshot.of(shape.cluster);
        shape.check(Planner.plan(snapshot, policy, 0));
    }

    @Benchmark
    public Plan cycle() {
        return Planner.plan(snapshot, policy, 0);
    }
}
