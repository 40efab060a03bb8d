package dev.kerf.bench;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Part;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Quota;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.model.Terms;
import dev.kerf.core.model.TopologyConstraint;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Clusters of the shapes that other schedulers publish figures for: nodes of eight GPUs, queues, and work in them. */
final class Shapes {
    private static final int GPUS = 8;
    private static final long ALL = GPUS;
    private static final String GPU = "nvidia.com/gpu";
    private static final long ONE = 1000;
    private final List<Node> nodes = new ArrayList<>();
    private final List<Task> pending = new ArrayList<>();
    private final List<Placement> placed = new ArrayList<>();
    private final List<Queue> queues = new ArrayList<>();
    private final List<Gang> gangs = new ArrayList<>();

    /** Machines, sixteen to a rack and eight racks to a block. */
    private Shapes(int count) {
        for (int n = 0; n < count; n++) {
            Node node = Node.of(
                    "n%05d".formatted(n),
                    Capacity.of(Cpu.ofCores(64), Bytes.ofGib(512), 110),
                    new Gpus("H100", Bytes.ofGib(80), GPUS));
            nodes.add(node.withLabels(Map.of("rack", "r" + n / 16, "block", "b" + n / 128)));
        }
    }

    private static Task task(String name, String queue, int gpus) {
        return Task.of(new TaskId("team", name), Need.of(Cpu.ofCores(1), Bytes.ofGib(4), new GpuNeed.Whole(gpus)))
                .withTerms(Terms.of(queue));
    }

    private Shapes queue(String name, long guarantee) {
        queues.add(Queue.of(name, null).with(GPU, Quota.guarantee(guarantee * ONE)));
        return this;
    }

    private Shapes running(String queue, int each) {
        for (int n = 0; n < nodes.size(); n++) {
            for (int i = 0; i < each; i++) {
                String name = "run-%05d-%d".formatted(n, i);
                placed.add(Placement.of(task(name, queue, 1), nodes.get(n).name()));
            }
        }
        return this;
    }

    private Shapes alone(String queue, int count, int gpus) {
        for (int i = 0; i < count; i++) {
            pending.add(task("%s-%05d".formatted(queue, i), queue, gpus));
        }
        return this;
    }

    private Shapes gang(String queue, String name, int members, int gpus, TopologyConstraint topology) {
        PartId id = new PartId("team", name);
        for (int i = 0; i < members; i++) {
            pending.add(task("%s-%04d".formatted(name, i), queue, gpus).in(id));
        }
        gangs.add(new Gang(Part.of(id, members).with(topology), Instant.EPOCH, List.of()));
        return this;
    }

    private Cluster cluster() {
        return new Cluster(Instant.EPOCH, nodes, pending, placed, queues, gangs);
    }

    /** KAI's ReclaimUnschedulableDistributedJob: a gang of 10 x 8 GPUs where 79 may be reclaimed. */
    static Cluster seventyNine(int nodes) {
        return new Shapes(nodes)
                .queue("busy", ALL * nodes - 79)
                .queue("research", ALL * nodes)
                .running("busy", GPUS)
                .gang("research", "train", 10, GPUS, TopologyConstraint.NONE)
                .cluster();
    }

    /** KAI's ReclaimLargeJobs: a gang of a task of 8 GPUs for every second node, all full of tasks of one GPU. */
    static Cluster reclaimed(int nodes) {
        return new Shapes(nodes)
                .queue("busy", 0)
                .queue("research", ALL * nodes)
                .running("busy", GPUS)
                .gang("research", "train", nodes / 2, GPUS, TopologyConstraint.NONE)
                .cluster();
    }

    /** The same room taken back by tasks of one GPU that go alone, one for every second GPU. */
    static Cluster reclaimedAlone(int nodes) {
        return new Shapes(nodes)
                .queue("busy", 0)
                .queue("research", ALL * nodes)
                .running("busy", GPUS)
                .alone("research", GPUS * nodes / 2, 1)
                .cluster();
    }

    /** KAI's scale test: one task of one GPU for every GPU of 500 nodes. */
    static Cluster fill(int nodes) {
        return new Shapes(nodes)
                .queue("research", ALL * nodes)
                .alone("research", GPUS * nodes, 1)
                .cluster();
    }

    /** A gang of 512 that wants to stand in one rack, else in one block, else close together. */
    static Cluster closeTogether(int nodes) {
        return new Shapes(nodes)
                .queue("research", ALL * nodes)
                .gang("research", "train", 512, GPUS, TopologyConstraint.preferred("rack"))
                .cluster();
    }

    /** 41 gangs of 10 tasks of 8 GPUs, where every node has one task of one GPU for the first half, and is free elsewhere. */
    static Cluster scattered(int nodes) {
        Shapes shapes = new Shapes(nodes).queue("busy", 0).queue("research", ALL * nodes);
        shapes.running("busy", 1);
        for (int g = 0; g < 41; g++) {
            shapes.gang("research", "train-" + g, 10, GPUS, TopologyConstraint.NONE);
        }
        return shapes.cluster();
    }

    /** Kueue's baseline: 5 cohorts of 6 queues of 500 workloads, large, medium and small, on as much as all of it needs. */
    static Cluster baseline() {
        Shapes shapes = new Shapes(3000);
        for (int cohort = 0; cohort < 5; cohort++) {
            shapes.queues.add(Queue.of("cohort-" + cohort, null).with(GPU, Quota.guarantee(0)));
            for (int q = 0; q < 6; q++) {
                String name = "cohort-" + cohort + "-queue-" + q;
                shapes.queues.add(Queue.of(name, "cohort-" + cohort).with(GPU, Quota.guarantee(20 * ONE)));
                shapes.alone(name, 350, 1);
                for (int i = 0; i < 100; i++) {
                    shapes.pending.add(task("%s-m%03d".formatted(name, i), name, 2));
                }
                for (int i = 0; i < 50; i++) {
                    shapes.pending.add(task("%s-l%03d".formatted(name, i), name, 4));
                }
            }
        }
        return shapes.cluster();
    }
}
