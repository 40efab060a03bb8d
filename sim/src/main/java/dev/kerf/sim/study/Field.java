package dev.kerf.sim.study;

import dev.kerf.core.plan.Policy;
import dev.kerf.sim.openb.OpenbFolder;
import dev.kerf.sim.openb.OpenbNode;
import dev.kerf.sim.openb.OpenbPod;
import dev.kerf.sim.openb.OpenbTrace;
import dev.kerf.sim.openb.OrderFile;
import dev.kerf.sim.replay.Lineup;
import dev.kerf.sim.replay.Played;
import dev.kerf.sim.replay.Replay;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** The ground all policies are tried on: the traces read once, and a way to say what is under way. */
final class Field {
    private final OpenbFolder folder;
    private final Consumer<String> progress;
    private final List<OpenbNode> nodes;
    private final Map<String, List<OpenbPod>> pods = new HashMap<>();
    private final Map<String, OrderFile> orders = new HashMap<>();

    Field(OpenbFolder folder, Consumer<String> progress) {
        this.folder = folder;
        this.progress = progress;
        this.nodes = folder.nodes();
    }

    OpenbFolder folder() {
        return folder;
    }

    List<OpenbPod> pods(String trace) {
        return pods.computeIfAbsent(trace, folder::pods);
    }

    OpenbTrace trace(String trace, long seed) {
        OrderFile order = orders.computeIfAbsent(trace, folder::orders);
        return OpenbTrace.of(nodes, pods(trace), order, seed);
    }

    Played play(String policy, String trace, long seed) {
        return play(Lineup.policy(policy, pods(trace)), policy, trace, seed);
    }

    private Played play(Policy policy, String name, String trace, long seed) {
        progress.accept(name + " on " + trace + ", seed " + seed);
        return Replay.play(trace(trace, seed), policy);
    }

    /** One outcome for each seed, the policy told the mix of another trace's list. */
    List<Outcome> outcomes(String policy, String trace, String mix) {
        List<Outcome> outcomes = new ArrayList<>();
        for (long seed : OpenbFolder.SEEDS) {
            Policy told = Lineup.policy(policy, pods(mix));
            outcomes.add(Outcome.of(play(told, policy + " (list of " + mix + ")", trace, seed)));
        }
        return outcomes;
    }
}
