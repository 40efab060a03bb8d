package dev.kerf.core;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Cpu;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Need;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Queue;
import dev.kerf.core.model.Quota;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.model.Terms;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** A cluster for a test, told in a few words. */
public final class Given {
    private final List<Node> nodes = new ArrayList<>();
    private final List<Task> pending = new ArrayList<>();
    private final List<Placement> placed = new ArrayList<>();
    private final List<Gang> gangs = new ArrayList<>();
    private final List<Queue> queues = new ArrayList<>();
    private Instant asOf = Instant.EPOCH;

    /** A machine of 32 CPUs, 128Gi and 110 pods with H100s of 80Gi. */
    public static Node machine(String name, int gpus) {
        return Node.of(
                name,
                Capacity.of(Cpu.ofCores(32), Bytes.ofGib(128), 110),
                gpus == 0 ? Gpus.NONE : new Gpus("H100", Bytes.ofGib(80), gpus));
    }

    public static Node sized(String name, long cores, long gib, Gpus gpus) {
        return Node.of(name, Capacity.of(Cpu.ofCores(cores), Bytes.ofGib(gib), 110), gpus);
    }

    /** A task of 1 CPU and 1Gi. */
    public static Task task(String name, GpuNeed gpu) {
        return Task.of(new TaskId("team", name), Need.of(Cpu.ofCores(1), Bytes.ofGib(1), gpu));
    }

    public static Task whole(String name, int gpus) {
        return task(name, new GpuNeed.Whole(gpus));
    }

    public static Task part(String name, int thousandths) {
        return task(name, new GpuNeed.Fraction(thousandths, 1));
    }

    public static Task plain(String name) {
        return task(name, new GpuNeed.None());
    }

    public static Task asking(String name, long cores, long gib) {
        return Task.of(new TaskId("team", name), Need.of(Cpu.ofCores(cores), Bytes.ofGib(gib), new GpuNeed.None()));
    }

    /** A task that is not preemptible. */
    public static Task staying(Task task) {
        return task.withTerms(task.terms().withPreemptible(false));
    }

    public Given node(Node node) {
        nodes.add(node);
        return this;
    }

    public Given nodes(int count, String name, int gpus, UnaryOperator<Node> change) {
        for (int i = 1; i <= count; i++) {
            nodes.add(change.apply(machine(name + i, gpus)));
        }
        return this;
    }

    public Given nodes(int count, String name, int gpus) {
        return nodes(count, name, gpus, n -> n);
    }

    public Given pending(Task... tasks) {
        pending.addAll(List.of(tasks));
        return this;
    }

    public Given running(Task task, String node) {
        placed.add(Placement.of(task, node));
        return this;
    }

    public Given running(Placement placement) {
        placed.add(placement);
        return this;
    }

    public static PartId part(String name) {
        return new PartId("team", name);
    }

    /** So many pending tasks {@code NAME-1…} of so many GPUs in the part. */
    public Given members(int count, String part, int gpus) {
        for (int i = 1; i <= count; i++) {
            pending.add(whole(part + "-" + i, gpus).in(part(part)));
        }
        return this;
    }

    public Given gang(Gang gang) {
        gangs.add(gang);
        return this;
    }

    /** A gang charged to a queue, and its members. */
    public Given gangIn(String queue, int count, String name, int min, int gpus) {
        for (int i = 1; i <= count; i++) {
            pending.add(in(queue, whole(name + "-" + i, gpus).in(part(name))));
        }
        return gang(Gang.of(part(name), min));
    }

    /** A gang and its members. */
    public Given gang(int count, String name, int min, int gpus) {
        return members(count, name, gpus).gang(Gang.of(part(name), min));
    }

    public Given queue(Queue queue) {
        queues.add(queue);
        return this;
    }

    /** A queue below {@code parent}, or a root where that is null, that is sure of so many GPUs. */
    public Given queue(String name, @Nullable String parent, int gpus) {
        return queue(Queue.of(name, parent).with("nvidia.com/gpu", Quota.guarantee(gpus * 1000L)));
    }

    public Given asOf(Instant moment) {
        asOf = moment;
        return this;
    }

    /** The task, charged to a queue. */
    public static Task in(String queue, Task task) {
        return task.withTerms(Terms.of(queue));
    }

    /** So many running tasks {@code NAME-1…} of one GPU in the queue, as many on each node as it has GPUs. */
    public Given fill(String queue, String name, String node, int nodes, int each) {
        for (int i = 0; i < nodes * each; i++) {
            running(in(queue, whole(name + "-" + (i + 1), 1)), node + (i / each + 1));
        }
        return this;
    }

    public Cluster cluster() {
        return new Cluster(asOf, nodes, pending, placed, queues, gangs);
    }

    public static Need with(Need need, String resource, long amount) {
        return need.withExtended(new TreeMap<>(Map.of(resource, amount)));
    }
}
