package dev.kerf.core.snapshot;

import dev.kerf.core.model.Budget;
import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Share;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TopologyLevels;
import dev.kerf.core.queue.QueueTree;
import dev.kerf.core.reason.Reason;
import java.time.Instant;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The state of a cluster that one cycle decides on. Immutable. Nodes, tasks, classes and groups are numbered; nodes in
 * name order, pending tasks in the order they are served, so that nothing depends on the order the records came in.
 */
public final class Snapshot {
    /** The gang of a task that is in none. */
    public static final int ALONE = Roster.ALONE;

    private final Instant asOf;
    private final NodeTable nodes;
    private final TaskTable tasks;
    private final Dimensions dimensions;
    private final long[][] needs;
    private final Shares shares;
    private final int[] devicesAsked;
    private final boolean[] asksWhole;
    private final Relations relations;
    private final Standing standing;
    private final Charged charged;
    private final List<Party> parties;
    private final int[] queueOf;
    private final List<Placement> placed;
    private final List<TopologyLevels> topologies;
    private final List<Budget> budgets;

    private Snapshot(Cluster cluster) {
        this.asOf = cluster.asOf();
        this.nodes = new NodeTable(cluster.nodes());
        this.tasks = new TaskTable(cluster);
        this.dimensions = new Dimensions(extended(tasks.classes));
        this.needs = tasks.classes.stream().map(c -> dimensions.of(c.need())).toArray(long[][]::new);
        this.shares = new Shares(tasks.classes, nodes.groups);
        this.devicesAsked =
                tasks.classes.stream().mapToInt(c -> c.need().gpu().devices()).toArray();
        this.asksWhole = new boolean[tasks.classes.size()];
        tasks.classes.forEach(c -> asksWhole[c.index()] = c.need().gpu() instanceof GpuNeed.Whole);
        this.relations = new Relations(nodes.nodes, tasks.classes);
        this.standing = new Standing(nodes, tasks.placed);
        this.charged = new Charged(cluster.queues());
        this.parties = tasks.parties(charged);
        this.queueOf = tasks.queues(charged);
        this.placed = tasks.placed;
        this.topologies = cluster.topologies();
        this.budgets = cluster.budgets();
    }

    /**
     * The snapshot of a cluster's records.
     *
     * @throws IllegalArgumentException if two nodes or two tasks share a name, or a node has more than 64 GPUs
     */
    public static Snapshot of(Cluster cluster) {
        return new Snapshot(cluster);
    }

    private static SortedSet<String> extended(List<TaskClass> classes) {
        SortedSet<String> names = new TreeSet<>();
        classes.forEach(c -> names.addAll(c.need().extended().keySet()));
        return names;
    }

    public Instant asOf() {
        return asOf;
    }

    /** The queues; one named {@code default} is always among them. */
    public QueueTree queues() {
        return charged.tree;
    }

    /** Whether any object says there are queues. */
    public boolean queued() {
        return charged.queued;
    }

    /** What waits, in the order it came to its turn where all are in one queue. */
    public List<Party> parties() {
        return parties;
    }

    /** The queue a task is charged to, by number; negative where it waits and none takes it. */
    public int queueOf(int task) {
        return queueOf[task];
    }

    /** Why no queue takes a waiting task; null: one does. */
    public @Nullable Reason queueRefusal(int task) {
        return charged.refusal(task(task));
    }

    /** How a task that stands on a node came to stand there. */
    public Placement placement(int task) {
        return placed.get(task - tasks.pending);
    }

    /** How many tasks may be asked to leave at once, where objects say so. */
    public List<Budget> budgets() {
        return budgets;
    }

    /** What the cluster is built of, where objects say so. */
    public List<TopologyLevels> topologies() {
        return topologies;
    }

    public Dimensions dimensions() {
        return dimensions;
    }

    public Relations relations() {
        return relations;
    }

    public int nodeCount() {
        return nodes.nodes.size();
    }

    public Node node(int number) {
        return nodes.nodes.get(number);
    }

    /** The node's number; null where no such node is known. */
    public @Nullable Integer nodeNumber(String name) {
        return nodes.numbers.get(name);
    }

    public List<Group> groups() {
        return nodes.groups;
    }

    public int groupOf(int node) {
        return nodes.groupOf[node];
    }

    public int positionInGroup(int node) {
        return nodes.positionInGroup[node];
    }

    /** Whether two nodes of one group are the same while nothing stands on them. */
    public boolean sameWhenEmpty(int node, int other) {
        return nodes.capacityOf[node] == nodes.capacityOf[other];
    }

    /** Number of the node's first device in the workspace's device arrays. */
    public int firstDevice(int node) {
        return nodes.firstDevice[node];
    }

    public int deviceCount(int node) {
        return nodes.firstDevice[node + 1] - nodes.firstDevice[node];
    }

    /** All devices of all nodes. */
    public int deviceCount() {
        return nodes.firstDevice[nodeCount()];
    }

    /** Tasks 0 to this, exclusive, are pending; the rest stand on nodes. */
    public int pendingCount() {
        return tasks.pending;
    }

    public int taskCount() {
        return tasks.tasks.size();
    }

    public Task task(int number) {
        return tasks.tasks.get(number);
    }

    /** All gangs, in the order of their names. */
    public List<Gang> gangs() {
        return tasks.gangs;
    }

    /** The members of a gang, by its number in {@link #gangs()}. */
    public Crew crew(int gang) {
        return tasks.crews.get(gang);
    }

    /** The gang of a task, by number; {@link #ALONE} where it is in none. */
    public int gangOf(int task) {
        return tasks.gangOf[task];
    }

    public List<TaskClass> classes() {
        return tasks.classes;
    }

    public int classOf(int task) {
        return tasks.classOf[task];
    }

    /** What each task of the class needs, by {@link Dimensions}. Not to be written to. */
    public long[] need(int taskClass) {
        return needs[taskClass];
    }

    /** What stands on the nodes already, with the devices it holds. */
    public Standing standing() {
        return standing;
    }

    /**
     * What a task of the class takes of each device it touches on a node.
     *
     * @return null where the class asks by memory and the node does not state its GPUs' memory, or they have less
     */
    public @Nullable Share share(int taskClass, int node) {
        return shares.of(taskClass, nodes.groupOf[node]);
    }

    /** The GPU part of the class's need. */
    public GpuNeed gpuNeed(int taskClass) {
        return tasks.classes.get(taskClass).need().gpu();
    }

    /** How many devices each task of the class touches. */
    public int devicesAsked(int taskClass) {
        return devicesAsked[taskClass];
    }

    /** Whether each task of the class takes its devices whole. */
    public boolean asksWhole(int taskClass) {
        return asksWhole[taskClass];
    }

    /** Notes on what had to be inferred about the tasks that stand already. */
    public List<String> warnings() {
        return standing.warnings();
    }
}
