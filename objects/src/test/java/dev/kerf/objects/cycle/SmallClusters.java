package dev.kerf.objects.cycle;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.LabelSelector;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.PodTerm;
import dev.kerf.core.model.Requirement;
import dev.kerf.core.model.Spread;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;

/** Clusters drawn at random in which something can be decided: some tasks fit, some never do, some mind their company. */
final class SmallClusters {
    private final Random random;

    SmallClusters(Random random) {
        this.random = random;
    }

    Cluster draw() {
        List<Node> nodes = new ArrayList<>();
        int count = 1 + random.nextInt(8);
        for (int n = 0; n < count; n++) {
            nodes.add(node("node-" + n).withLabels(Map.of("zone", "z" + n % 2, "disk", n % 3 == 0 ? "ssd" : "hdd")));
        }
        List<Task> pending = new ArrayList<>();
        List<Placement> placed = new ArrayList<>();
        for (int t = 0; t < 1 + random.nextInt(40); t++) {
            Task task = task("task-" + t);
            if (random.nextInt(6) == 0) {
                placed.add(Placement.of(task, "node-" + random.nextInt(count + 1)));
            } else {
                pending.add(task);
            }
        }
        return Made.cluster(Instant.ofEpochSecond(1_790_000_000, 123_456_789), nodes, pending, placed);
    }

    private Node node(String name) {
        Gpus gpus = random.nextInt(4) == 0
                ? Gpus.NONE
                : new Gpus(random.nextBoolean() ? "A" : "B", Bytes.ofGib(16), 1 + random.nextInt(4));
        return Node.of(name, Capacity.of(Cpu.ofCores(4 + random.nextInt(16)), Bytes.ofGib(64), 12), gpus);
    }

    private Task task(String name) {
        Need need = Need.of(new Cpu(random.nextInt(4000)), Bytes.ofGib(random.nextInt(8)), gpu());
        return Task.of(new TaskId("team", name), need)
                .withLabels(Map.of("app", "app-" + random.nextInt(3)))
                .withConstraints(constraints())
                .withPriority(random.nextInt(3))
                .withCreated(Instant.ofEpochSecond(random.nextInt(5)));
    }

    private GpuNeed gpu() {
        return switch (random.nextInt(5)) {
            case 0 -> new GpuNeed.None();
            case 1 -> new GpuNeed.Whole(1 + random.nextInt(3));
            case 2 -> new GpuNeed.Memory(Bytes.ofGib(1 + random.nextInt(16)), 1);
            default -> new GpuNeed.Fraction(50 + random.nextInt(900), 1);
        };
    }

    private Constraints constraints() {
        LabelSelector like = new LabelSelector(List.of(Requirement.equal("app", "app-" + random.nextInt(3))));
        PodTerm term = new PodTerm(like, Set.of("team", "other"), "zone");
        return switch (random.nextInt(8)) {
            case 0 -> Constraints.onModels(Set.of("A", "C"));
            case 1 -> Made.constraints(List.of(Requirement.equal("disk", "ssd")), List.of(), List.of(), List.of());
            case 2 -> Made.constraints(List.of(), List.of(term), List.of(), List.of());
            case 3 -> Made.constraints(List.of(), List.of(), List.of(term), List.of());
            case 4 ->
                Made.constraints(
                        List.of(), List.of(), List.of(), List.of(new Spread(1, "zone", true, like, 1, true, true)));
            default -> Constraints.NONE;
        };
    }

    /** Records of many parts, made of the few that matter here. */
    private static final class Made {
        static Cluster cluster(Instant at, List<Node> nodes, List<Task> pending, List<Placement> placed) {
            return new Cluster(at, nodes, pending, placed, List.of());
        }

        static Constraints constraints(
                List<Requirement> selector, List<PodTerm> near, List<PodTerm> away, List<Spread> spreads) {
            return new Constraints(
                    selector, List.of(), List.of(), List.of(), Set.of(), List.of(), Set.of(), near, away, List.of(),
                    spreads);
        }
    }
}
