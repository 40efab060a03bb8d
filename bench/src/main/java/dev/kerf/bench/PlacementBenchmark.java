package dev.kerf.bench;

import dev.kerf.core.place.Placer;
import dev.kerf.core.plan.Policy;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Workspace;
import dev.kerf.sim.kerf.KerfPolicy;
import dev.kerf.sim.openb.EventOrder;
import dev.kerf.sim.openb.OpenbFolder;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.replay.Lineup;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.AuxCounters;
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
 * Decisions per second of one core: the openb trace placed pod by pod on an empty cluster until 130 % has arrived. The
 * figure to read is {@code decisions}; reading and making the snapshot are not counted.
 */
@State(Scope.Thread)
@BenchmarkMode(Mode.Throughput)
@OutputTimeUnit(TimeUnit.SECONDS)
@Warmup(iterations = 4, time = 5)
@Measurement(iterations = 5, time = 5)
@Fork(value = 1, jvmArgsAppend = "-XX:+UseTransparentHugePages") // as ./kerf simulate and bench run on Linux
public class PlacementBenchmark {
    private static final EventOrder NO_ORDER = new EventOrder(0, new int[0], new int[0]);

    @Param({"bestfit", "fgd", "kerf"})
    public String policy = "kerf";

    @Param({"default", "gpuspec33"})
    public String trace = "default";

    /** 1: 1,213 nodes; 25: 30,325. */
    @Param("1")
    public int times = 1;

    private OpenbTrace played = new OpenbTrace(List.of(), List.of(), NO_ORDER);
    private Snapshot snapshot = Snapshot.of(played.cluster());
    private Policy chosen = KerfPolicy.learning();
    private Workspace workspace = new Workspace(snapshot);

    /** Decisions taken. */
    @State(Scope.Thread)
    @AuxCounters(AuxCounters.Type.OPERATIONS)
    public static class Count {
        public long decisions;
    }

    /** Reads the trace from {@code KERF_SHARED} or {@code ../shared}. */
    @Setup(Level.Trial)
    public void read() {
        OpenbFolder folder = OpenbFolder.shared(Path.of("").toAbsolutePath());
        OpenbTrace once = folder.trace(trace, 42);
        played = times == 1 ? once : once.scaled(times);
        snapshot = Snapshot.of(played.cluster());
        chosen = Lineup.policy(policy, folder.pods(trace));
    }

    @Setup(Level.Invocation)
    public void empty() {
        workspace = new Workspace(snapshot);
    }

    @Benchmark
    public int place(Count count) {
        Placer placer = chosen.placer(workspace, played.order().seed());
        int placed = 0;
        int tasks = played.arrivals().size();
        for (int t = 0; t < tasks; t++) {
            placed += placer.place(t) == Workspace.NOWHERE ? 0 : 1;
        }
        count.decisions += tasks;
        return placed;
    }
}
