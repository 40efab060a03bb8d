package dev.kerf.objects;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Gang;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.PartId;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.objects.gang.GangObject;
import dev.kerf.objects.gang.GangReader;
import dev.kerf.objects.node.NodeReader;
import dev.kerf.objects.owner.Owners;
import dev.kerf.objects.pod.Member;
import dev.kerf.objects.pod.PodDraft;
import dev.kerf.objects.pod.PodReader;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import dev.kerf.objects.share.Charter;
import dev.kerf.objects.share.QueueCondition;
import dev.kerf.objects.volume.ClaimStep;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cluster kept up to date object by object, as a watch tells of them. Each object is reduced to its record at once;
 * what the engine makes of a pod is kept until the pod, or something it refers to, changes. Safe for use by several
 * threads.
 */
public final class LiveCluster {
    private final @Nullable String scheduler;
    private final Pool pool;
    private final Consumer<Warning> warnings;
    private final Map<String, Node> nodes = new HashMap<>();
    /** In the order of their names, in which each snapshot wants them. */
    private final Map<TaskId, LivePod> pods = new TreeMap<>();

    private final Alike alike = new Alike();
    private final LiveCards cards;
    private final LiveReferred referred = new LiveReferred();
    private final Charter charter = new Charter();
    private final LiveGangs gangs;
    private final Gathering gathering = new Gathering();
    private @Nullable Tasks tasks;
    private long arrived;

    /**
     * An empty cluster.
     *
     * @param scheduler whose pending pods are tasks to place; those of others wait for somebody else; null: Kerf's and
     *                  the default scheduler's
     * @param warnings  told what of an object was not taken as it stands, possibly often
     */
    public LiveCluster(@Nullable String scheduler, Consumer<Warning> warnings) {
        this(scheduler, Pool.ALL, SharingKeys.RESERVATION_NAMESPACE, warnings);
    }

    /**
     * An empty cluster, of which one pool is looked at.
     *
     * @param scheduler    whose pending pods are tasks to place; null: Kerf's and the default scheduler's
     * @param pool         the nodes to place them on, and the pods that belong there
     * @param reservations the namespace of the pods that hold cards for others
     * @param warnings     told what of an object was not taken as it stands, possibly often
     */
    public LiveCluster(@Nullable String scheduler, Pool pool, String reservations, Consumer<Warning> warnings) {
        this.scheduler = scheduler;
        this.pool = pool;
        this.cards = new LiveCards(scheduler, reservations);
        this.gangs = new LiveGangs(scheduler, charter.topologies());
        this.warnings = warnings;
    }

    /** The kinds it wants to be told of. */
    public static Set<String> kinds() {
        Set<String> kinds = new java.util.TreeSet<>(Surroundings.KINDS);
        kinds.add("Node");
        kinds.add("Pod");
        kinds.addAll(GangReader.kinds());
        kinds.addAll(Charter.KINDS.keySet());
        return kinds;
    }

    /**
     * The object is there, or has changed.
     *
     * @return whether that may matter to a decision
     */
    public boolean put(Item item) {
        boolean matters =
                switch (item.kind()) {
                    case "Node" -> putNode(item);
                    case "Pod" -> putPod(item);
                    default -> putReferred(item);
                };
        item.warnings().forEach(warnings);
        return matters;
    }

    private synchronized boolean putNode(Item item) {
        Node node = NodeReader.read(item, warnings);
        cards.node(item, node);
        return !node.equals(nodes.put(node.name(), node));
    }

    private boolean putPod(Item item) {
        PodReader reader = new PodReader(item);
        if (cards.isReservation(reader)) {
            return putReservation(item, reader);
        }
        if (reader.isFinished() || (reader.isPending() && reader.isLeaving())) {
            TaskId id = new TaskId(item.namespace(), item.name());
            Member member = reader.phase().equals("Succeeded") ? reader.member(item.namespace()) : null;
            return removePod(id, member);
        }
        LivePod pod = new LivePod(alike.of(reader.read(item.namespace(), item.name())), item);
        return keep(pod);
    }

    private synchronized boolean putReservation(Item item, PodReader reader) {
        return cards.put(item, new LivePod(reader.read(item.namespace(), item.name()), item));
    }

    private synchronized boolean keep(LivePod pod) {
        LivePod before = pods.put(pod.id(), pod);
        gathering.replace(before, pod);
        cards.sharer(pod);
        if (before != null && before.uid().equals(pod.uid())) {
            pod.follow(before);
        } else if (pod.node() == null && pod.isFor(scheduler)) {
            arrived++;
        }
        boolean waits = before == null && pod.node() == null && gathering.lacks(pod, gangs.gangs());
        return !waits && (before == null || !before.sameAs(pod));
    }

    private synchronized boolean removePod(TaskId id, @Nullable Member done) {
        gangs.gone(id, done);
        boolean held = cards.remove(id);
        LivePod gone = pods.remove(id);
        gathering.replace(gone, null);
        return gone != null || held;
    }

    private synchronized boolean putReferred(Item item) {
        if (GangReader.reads(item)) {
            return gangs.put(item);
        }
        if (Charter.reads(item)) {
            return charter.put(item, item.namespace());
        }
        return anew(referred.put(item));
    }

    /** What tasks refer to is another than before, if so. */
    private boolean anew(boolean changed) {
        tasks = changed ? null : tasks;
        return changed;
    }

    /** The object is gone. */
    public synchronized void remove(Item item) {
        switch (item.kind()) {
            case "Node" -> {
                nodes.remove(item.name());
                cards.retainNodes(nodes.keySet());
            }
            case "Pod" -> removePod(new TaskId(item.namespace(), item.name()), null);
            default -> {
                if (GangReader.reads(item)) {
                    gangs.remove(item);
                } else if (Charter.reads(item)) {
                    charter.remove(item);
                } else {
                    anew(referred.remove(item));
                }
            }
        }
    }

    /**
     * Of a kind only these are left.
     *
     * @param names {@code NAME} or {@code NAMESPACE/NAME}
     */
    public synchronized void retain(String kind, Set<String> names) {
        anew(referred.retain(kind, names));
        switch (kind) {
            case "Node" -> {
                nodes.keySet().retainAll(names);
                cards.retainNodes(names);
            }
            case "Pod" -> {
                pods.keySet().removeIf(id -> !names.contains(id.toString()));
                gathering.retain(pods.values());
                gangs.retainPods(names);
                cards.retain(names);
            }
            default -> {
                gangs.retain(kind, names);
                charter.retain(kind, names);
            }
        }
    }

    /**
     * Objects of the kind cannot be read for now; pods that refer to some are refused with these words.
     *
     * @param forbidden for lack of the permission; otherwise since the cluster does not have the kind
     */
    public synchronized void unreadable(String kind, boolean forbidden) {
        gangs.retain(kind, Set.of());
        charter.retain(kind, Set.of());
        anew(referred.unreadable(kind, forbidden ? "Kerf lacks the permission to list" : "the cluster has no"));
    }

    /** The pod of that name; null: there is none that counts. */
    public synchronized @Nullable LivePod pod(TaskId id) {
        return pods.get(id);
    }

    /** The pods of the pool that hold cards for others, and those that share cards. */
    public synchronized SharedCards sharedCards() {
        return cards.shown(this::isOwn);
    }

    /** Whether the node is of the pool; what stands on a node that is gone concerns who looks at all of them. */
    private boolean isOwn(String node) {
        Node known = nodes.get(node);
        return known == null ? pool.equals(Pool.ALL) : pool.has(known);
    }

    /**
     * What is still to happen to the pod's claims before it can be bound to the node; none: nothing.
     *
     * @param taken names of volumes that are being taken for other claims
     */
    public synchronized List<ClaimStep> claims(LivePod pod, String node, Set<String> taken) {
        Node on = nodes.get(node);
        if (pod.volumes().isEmpty() || on == null) {
            return List.of();
        }
        return tasks().steps(pod, on, taken);
    }

    /** Pods of its scheduler that have begun to wait for a node, so far. */
    public synchronized long arrived() {
        return arrived;
    }

    /** Gives away each pod of its scheduler that waits for a node. */
    public synchronized void eachWaiting(Consumer<LivePod> sink) {
        for (LivePod pod : pods.values()) {
            if (pod.node() == null && pod.isFor(scheduler)) {
                sink.accept(pod);
            }
        }
    }

    /** How many nodes there are. */
    public synchronized int nodeCount() {
        return nodes.size();
    }

    /** How many pods count. */
    public synchronized int podCount() {
        return pods.size();
    }

    /**
     * The cluster at this moment.
     *
     * @param assumed pods that are being bound, by name, where they are going; those the server shows bound by now are
     *                taken as it shows them
     */
    public synchronized Cluster cluster(Instant asOf, Map<TaskId, Assumed> assumed) {
        Tasks current = tasks();
        List<Task> pending = new ArrayList<>();
        List<Placement> placed = new ArrayList<>();
        for (Map.Entry<TaskId, LivePod> entry : pods.entrySet()) {
            LivePod pod = entry.getValue();
            PodDraft.Standing standing = pod.standing();
            Assumed going = assumed.get(entry.getKey());
            if (standing != null) {
                if (stands(standing.node())) {
                    placed.add(pod.placement(current, standing));
                }
            } else if (going != null && going.uid().equals(pod.uid())) {
                placed.add(new Placement(pod.task(current), going.node(), going.slices(), going.group(), asOf, null));
            } else if (pod.isFor(scheduler) && pod.isIn(pool)) {
                pending.add(cards.asked(pod, pod.task(current)));
            }
        }
        cards.holders(current, assumed.values()).stream()
                .filter(holder -> stands(holder.node()))
                .forEach(placed::add);
        List<Node> own = nodes.values().stream().filter(pool::has).toList();
        return charter.in(new Cluster(asOf, own, pending, placed, List.of(), gangs(placed, asOf)));
    }

    /** The pods that are the scheduler's to place, or were. */
    public synchronized List<LivePod> candidates() {
        return pods.values().stream()
                .filter(pod -> pod.isFor(scheduler) && pod.isIn(pool))
                .toList();
    }

    /**
     * The cluster as it would be if the scheduler's pods stood elsewhere.
     *
     * @param imagined where each of them stands
     * @param stood    uids of those that stand where they really do; the others are yet to be placed
     */
    public synchronized Cluster imagined(Instant asOf, Map<TaskId, Assumed> imagined, Set<String> stood) {
        Tasks current = tasks();
        List<Task> pending = new ArrayList<>();
        List<Placement> placed = new ArrayList<>();
        for (Map.Entry<TaskId, LivePod> entry : pods.entrySet()) {
            LivePod pod = entry.getValue();
            PodDraft.Standing standing = pod.standing();
            Assumed there = imagined.get(entry.getKey());
            boolean free = pod.isFor(scheduler) && pod.isIn(pool) && !stood.contains(pod.uid());
            if (there != null && there.uid().equals(pod.uid())) {
                placed.add(new Placement(pod.task(current), there.node(), there.slices(), null, false));
            } else if (free) {
                pending.add(pod.task(current));
            } else if (standing != null && stands(standing.node())) {
                placed.add(pod.placement(current, standing));
            }
        }
        List<Node> own = nodes.values().stream().filter(pool::has).toList();
        return charter.in(new Cluster(asOf, own, pending, placed, List.of(), gangs(placed, asOf)));
    }

    /** Whether what stands on the node counts: it is in the pool, or nobody knows it. */
    private boolean stands(String node) {
        Node known = nodes.get(node);
        return known == null || pool.has(known);
    }

    private Tasks tasks() {
        Tasks current = tasks == null ? surroundings() : tasks;
        tasks = current;
        gangs.forget(pods.values());
        return current;
    }

    private List<Gang> gangs(List<Placement> placed, Instant asOf) {
        return gangs.of(pods.values(), placed, referred.unreadable(), asOf);
    }

    /** Whether, in the last cluster that was asked for, a gang has fewer members than it must, or its start is to be told. */
    public synchronized boolean gangsWait() {
        return gangs.waiting();
    }

    /** How each queue stands that there is an object of, by name. */
    public synchronized Map<String, QueueCondition> queueConditions() {
        return charter.queues().conditions();
    }

    /** The kinds that the server has were asked for once more, and those it does not have are told. */
    public synchronized void looked() {
        gangs.looked();
    }

    /** The object that makes the gang, or the part of one; null: none is known. */
    public synchronized @Nullable GangObject gangObject(PartId part) {
        return gangs.gangs().object(part);
    }

    private Tasks surroundings() {
        Surroundings found = referred.surroundings(warnings);
        pods.values().forEach(pod -> {
            found.seen(pod.id().namespace());
            pod.forget();
        });
        cards.forget();
        return new Tasks(found, new Owners(), gangs.gangs(), scheduler);
    }
}
