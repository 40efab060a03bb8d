package dev.kerf.cli;

import dev.kerf.core.plan.Conduct;
import dev.kerf.core.plan.Policy;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.replay.FragmentationCurve;
import dev.kerf.sim.replay.Lineup;
import dev.kerf.sim.replay.Played;
import dev.kerf.sim.replay.Replay;
import dev.kerf.sim.report.Run;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** The demo's placement: a made-up workload on a made-up fleet, placed by three policies. */
final class DemoPlacement {
    private static final String KERF = "kerf";
    private static final List<String> OTHERS = List.of("fgd", "bestfit");
    private static final int TIMED = 5;
    private final Consumer<String> log;

    DemoPlacement(Consumer<String> log) {
        this.log = log;
    }

    /** Kerf's first. */
    List<Run> play(OpenbTrace trace) throws InterruptedException, IOException {
        List<Run> runs = new ArrayList<>();
        runs.add(onCluster(trace));
        try (Progress progress = Progress.onTerminal("replaying", OTHERS.size() * (1 + TIMED))) {
            for (String policy : OTHERS) {
                runs.add(play(trace, policy, progress, (runs.size() - 1) * (1 + TIMED)));
            }
        }
        return runs;
    }

    /** Kerf's: on a cluster, through its API; what was bound there is then counted as the replays are. */
    private Run onCluster(OpenbTrace trace) throws InterruptedException, IOException {
        DemoCluster.Outcome outcome;
        try (DemoCluster cluster = DemoCluster.of(trace, log);
                Progress progress =
                        Progress.onTerminal("scheduling", trace.arrivals().size())) {
            // None of the others moves anybody either.
            Policy policy = Policy.of(Lineup.policy(KERF, trace.arrivals()), Conduct.USUAL.still());
            outcome = cluster.play(policy, log, progress::at);
        }
        FragmentationCurve fragmentation = new FragmentationCurve(trace.arrivals());
        Played played = Replay.play(trace, outcome.recorded(), fragmentation).taking(outcome.seconds());
        return new Run(KERF, played, fragmentation.values());
    }

    /** The same replay several times: once looked at closely, then for the time it takes. */
    private static Run play(OpenbTrace trace, String policy, Progress progress, int before) {
        FragmentationCurve fragmentation = new FragmentationCurve(trace.arrivals());
        Played played = Replay.play(trace, Lineup.policy(policy, trace.arrivals()), fragmentation);
        for (int i = 0; i < TIMED; i++) {
            progress.at(before + i + 1);
            played = Replay.play(trace, Lineup.policy(policy, trace.arrivals()));
        }
        progress.at(before + TIMED + 1);
        return new Run(policy, played, fragmentation.values());
    }
}
