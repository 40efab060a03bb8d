package dev.kerf.core.overview;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Taint;
import dev.kerf.core.snapshot.Snapshot;
import dev.kerf.core.snapshot.Standing;
import dev.kerf.core.snapshot.Workspace;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.IntStream;

/** The nodes of a cluster, each with what is held of it. */
public final class Machines {
    private static final double NOTHING = 1e-9;
    private final Workspace workspace;
    private final Snapshot snapshot;
    private final Kinds kinds;
    private final List<List<Integer>> standing = new ArrayList<>();

    private Machines(Snapshot snapshot) {
        this.snapshot = snapshot;
        this.workspace = new Workspace(snapshot);
        this.kinds = new Kinds(workspace);
        IntStream.range(0, snapshot.nodeCount()).forEach(n -> standing.add(new ArrayList<>()));
        for (int i = 0; i < snapshot.taskCount() - snapshot.pendingCount(); i++) {
            int node = snapshot.standing().node(i);
            if (node != Standing.UNKNOWN_NODE) {
                standing.get(node).add(i);
            }
        }
    }

    /** In name order. */
    public static List<Machine> of(Snapshot snapshot) {
        Machines machines = new Machines(snapshot);
        return IntStream.range(0, snapshot.nodeCount())
                .mapToObj(machines::machine)
                .toList();
    }

    private Machine machine(int n) {
        Node node = snapshot.node(n);
        Cpu cpu = Cpu.ZERO;
        Bytes memory = Bytes.ZERO;
        TreeMap<String, Long> extended = new TreeMap<>();
        node.capacity().extended().keySet().forEach(name -> extended.put(name, 0L));
        for (int i : standing.get(n)) {
            Need need = snapshot.task(snapshot.pendingCount() + i).need();
            cpu = cpu.plus(need.cpu());
            memory = memory.plus(need.memory());
            need.extended().forEach((name, amount) -> extended.computeIfPresent(name, (k, held) -> held + amount));
        }
        Idle idle = kinds.idle(n);
        List<Card> cards = IntStream.range(0, snapshot.deviceCount(n))
                .mapToObj(d -> card(n, d))
                .toList();
        return new Machine(node, cards, cpu, memory, standing.get(n).size(), extended, idle, blocks(node, idle));
    }

    private Card card(int node, int device) {
        List<Card.Holder> holders = standing.get(node).stream()
                .filter(i -> (snapshot.standing().devices(i) >> device & 1) != 0)
                .map(i -> new Card.Holder(
                        snapshot.task(snapshot.pendingCount() + i).id(),
                        snapshot.standing().share(i).thousandths()))
                .toList();
        return new Card(workspace.deviceFree(snapshot.firstDevice(node) + device), holders);
    }

    private static List<String> blocks(Node node, Idle idle) {
        List<String> words = new ArrayList<>();
        if (node.cordoned()) {
            words.add("cordoned");
        }
        node.taints().stream()
                .filter(t -> t.effect() != Taint.Effect.PREFER_NO_SCHEDULE)
                .map(t -> "tainted " + t)
                .sorted()
                .forEach(words::add);
        if (node.gpus().count() > 0 && idle.free() < NOTHING) {
            words.add("no GPU free");
        }
        if (idle.stranded() > NOTHING) {
            words.add(String.format(Locale.ROOT, "%.1f GPUs stranded", idle.stranded()));
        }
        return words;
    }
}
