package dev.kerf.sim.openb;

import dev.kerf.core.model.Bytes;
import dev.kerf.core.model.Capacity;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Constraints;
import dev.kerf.core.model.Gpus;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;

/**
 * A trace in one of its shuffles, as the published procedure plays it: nodes named by rank, so that ties go to the
 * smallest rank, and pods that arrive one at a time and never leave.
 *
 * @param nodes    sorted by serial
 * @param arrivals the pods in the order they arrive; the same pod may arrive more than once
 * @param order    the shuffle
 */
public record OpenbTrace(List<OpenbNode> nodes, List<OpenbPod> arrivals, EventOrder order) {
    /** The published cap on pods per node. */
    private static final int PODS_PER_NODE = 1001;

    public OpenbTrace {
        nodes = List.copyOf(nodes);
        arrivals = List.copyOf(arrivals);
    }

    /** The trace of these lists under one order of the file. */
    public static OpenbTrace of(List<OpenbNode> nodes, List<OpenbPod> pods, OrderFile orders, long seed) {
        List<OpenbNode> bySerial =
                nodes.stream().sorted(Comparator.comparing(OpenbNode::sn)).toList();
        List<OpenbPod> byName =
                pods.stream().sorted(Comparator.comparing(OpenbPod::name)).toList();
        EventOrder order = orders.order(seed, pods.size(), nodes.size());
        List<OpenbPod> arrivals = new ArrayList<>();
        for (int i : order.arrivals()) {
            arrivals.add(byName.get(i));
        }
        return new OpenbTrace(bySerial, arrivals, order);
    }

    /** GPUs of the cluster, in thousandths. */
    public long capacity() {
        return nodes.stream().mapToLong(n -> n.gpus() * 1000L).sum();
    }

    /** The cluster with every arrival pending, the first arrival created first. */
    public Cluster cluster() {
        List<Node> machines = new ArrayList<>();
        for (int i = 0; i < nodes.size(); i++) {
            machines.add(machine(nodes.get(i), order.ranks()[i]));
        }
        Map<OpenbPod, Task> prototypes = new HashMap<>();
        List<Task> tasks = new ArrayList<>();
        for (int i = 0; i < arrivals.size(); i++) {
            Task prototype = prototypes.computeIfAbsent(arrivals.get(i), OpenbTrace::prototype);
            tasks.add(new Task(
                    new TaskId("openb", "%06d-%s".formatted(i, arrivals.get(i).name())),
                    prototype.workload(),
                    prototype.labels(),
                    prototype.need(),
                    prototype.constraints(),
                    0,
                    Instant.ofEpochSecond(i),
                    null,
                    List.of()));
        }
        return new Cluster(Instant.EPOCH, machines, tasks, List.of(), List.of());
    }

    private static Node machine(OpenbNode node, int rank) {
        Gpus gpus = new Gpus(node.model(), Bytes.ZERO, node.gpus());
        return Node.of(
                "%06d-%s".formatted(rank, node.sn()), Capacity.of(node.cpu(), node.memory(), PODS_PER_NODE), gpus);
    }

    private static Task prototype(OpenbPod pod) {
        return Task.of(new TaskId("openb", pod.name()), pod.need()).withConstraints(Constraints.onModels(pod.models()));
    }

    /** This trace on so many times the nodes, with each arrival so many times, shuffled anew by the trace's own seed. */
    public OpenbTrace scaled(int times) {
        List<OpenbNode> many = new ArrayList<>();
        int[] ranks = new int[nodes.size() * times];
        for (int k = 0; k < times; k++) {
            for (int i = 0; i < nodes.size(); i++) {
                OpenbNode n = nodes.get(i);
                ranks[many.size()] = order.ranks()[i] + k * nodes.size();
                many.add(new OpenbNode(n.sn() + "-" + k, n.cpu(), n.memory(), n.gpus(), n.model()));
            }
        }
        List<OpenbPod> repeated = new ArrayList<>();
        arrivals.forEach(p -> {
            for (int k = 0; k < times; k++) {
                repeated.add(p);
            }
        });
        Collections.shuffle(repeated, new Random(order.seed()));
        return new OpenbTrace(many, repeated, new EventOrder(order.seed(), order.arrivals(), ranks));
    }
}
