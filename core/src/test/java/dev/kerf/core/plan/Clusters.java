package dev.kerf.core.plan;

import dev.kerf.core.Given;
import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;

/** Clusters drawn at random, small enough that they fill up. */
final class Clusters {
    private Clusters() {}

    static Arbitrary<Cluster> any() {
        return Arbitraries.randomValue(random -> draw(random, 1 + random.nextInt(8), random.nextInt(60)));
    }

    static Arbitrary<Cluster> tiny() {
        return Arbitraries.randomValue(random -> draw(random, 1 + random.nextInt(2), 1 + random.nextInt(4)));
    }

    /** The same with some of the tasks in gangs, of which some stand already, some have parts and some have started. */
    static Arbitrary<Cluster> withGangs() {
        return Arbitraries.randomValue(random -> {
            Cluster cluster = draw(random, 1 + random.nextInt(8), random.nextInt(60));
            List<Gang> gangs = new ArrayList<>();
            for (int g = 0; g < 4; g++) {
                gangs.add(gang(random, g));
            }
            return new Cluster(
                    cluster.asOf(),
                    cluster.nodes(),
                    cluster.pending().stream().map(t -> member(random, t)).toList(),
                    cluster.placed().stream()
                            .map(p -> new Placement(member(random, p.task()), p.node(), p.slices(), null, false))
                            .toList(),
                    List.of(),
                    gangs);
        });
    }

    private static Gang gang(Random random, int g) {
        Part one = Part.of(Given.part("gang-" + g), random.nextInt(5));
        Part other = Part.of(Given.part("more-" + g), random.nextInt(4));
        Part both = new Part(Given.part("both-" + g), random.nextInt(5), random.nextInt(3), false, List.of(one, other));
        Part whole = random.nextBoolean() ? both : one;
        return new Gang(
                random.nextInt(5) == 0 ? whole.begun() : whole, Instant.ofEpochSecond(random.nextInt(5)), List.of());
    }

    private static Task member(Random random, Task task) {
        String name = (random.nextInt(3) == 0 ? "more-" : "gang-") + random.nextInt(4);
        return random.nextInt(3) == 0 ? task : task.in(Given.part(name));
    }

    private static Cluster draw(Random random, int nodes, int tasks) {
        List<Node> machines = new ArrayList<>();
        for (int n = 0; n < nodes; n++) {
            machines.add(machine(random, n));
        }
        List<Task> pending = new ArrayList<>();
        List<Placement> placed = new ArrayList<>();
        for (int t = 0; t < tasks; t++) {
            Task task = task(random, t);
            if (random.nextInt(6) == 0) {
                placed.add(Placement.of(task, "node-" + random.nextInt(nodes)));
            } else {
                pending.add(task);
            }
        }
        return new Cluster(Instant.EPOCH, machines, pending, fitting(machines, placed), List.of());
    }

    private static Node machine(Random random, int n) {
        Gpus gpus = random.nextInt(4) == 0
                ? Gpus.NONE
                : new Gpus(
                        random.nextBoolean() ? "A" : "B",
                        Bytes.ofGib(16L * (1 + random.nextInt(3))),
                        1 + random.nextInt(4));
        Capacity capacity = Capacity.of(
                Cpu.ofCores(1 + random.nextInt(16)), Bytes.ofGib(4 + random.nextInt(60)), 2 + random.nextInt(10));
        return Node.of("node-" + n, capacity, gpus);
    }

    private static Task task(Random random, int t) {
        Need need = Need.of(new Cpu(random.nextInt(4000)), Bytes.ofGib(random.nextInt(8)), gpu(random));
        Constraints constraints = random.nextInt(4) == 0
                ? Constraints.onModels(Set.of(random.nextBoolean() ? "A" : "B"))
                : Constraints.NONE;
        return Task.of(new TaskId("team", "task-" + t), need)
                .withConstraints(constraints)
                .withPriority(random.nextInt(3))
                .withCreated(Instant.ofEpochSecond(random.nextInt(5)));
    }

    private static GpuNeed gpu(Random random) {
        return switch (random.nextInt(5)) {
            case 0 -> new GpuNeed.None();
            case 1 -> new GpuNeed.Whole(1 + random.nextInt(3));
            case 2 -> new GpuNeed.Memory(Bytes.ofGib(1 + random.nextInt(40)), 1);
            default -> new GpuNeed.Fraction(50 + random.nextInt(900), 1 + random.nextInt(2));
        };
    }

    /** Leaves out what could not stand there in truth, so that the ledger starts within bounds. */
    private static List<Placement> fitting(List<Node> machines, List<Placement> wanted) {
        List<Placement> kept = new ArrayList<>();
        for (Placement placement : wanted) {
            Given alone = new Given();
            machines.stream().filter(m -> m.name().equals(placement.node())).forEach(alone::node);
            kept.stream().filter(k -> k.node().equals(placement.node())).forEach(alone::running);
            alone.pending(placement.task());
            var plan =
                    Planner.plan(dev.kerf.core.snapshot.Snapshot.of(alone.cluster()), dev.kerf.core.FirstFit.POLICY, 0);
            plan.binds()
                    .findFirst()
                    .ifPresent(
                            b -> kept.add(new Placement(placement.task(), placement.node(), b.slices(), null, false)));
        }
        return kept;
    }
}
