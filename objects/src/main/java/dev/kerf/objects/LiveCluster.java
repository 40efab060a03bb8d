package dev.kerf.objects;

import dev.kerf.core.model.Cluster;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.objects.node.NodeReader;
import dev.kerf.objects.owner.Owners;
import dev.kerf.objects.pod.PodDraft;
import dev.kerf.objects.pod.PodReader;
import dev.kerf.objects.pod.SharingKeys;
import dev.kerf.objects.read.Item;
import dev.kerf.objects.read.Warning;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A cluster kept up to date object by object, as a watch tells of them. Each object is reduced to its record at once;
 * what the engine makes of a pod is kept until the pod, or something it refers to, changes. Safe for use by several
 * threads.
 */
public final class LiveCluster {
    private final @Nullable String scheduler;
    private final Consumer<Warning> warnings;
    private final Map<String, Node> nodes = new HashMap<>();
    private final Map<TaskId, LivePod> pods = new HashMap<>();
    private final LiveCards cards;
    private final Map<String, Map<String, Item>> referred = new HashMap<>();
    private final Map<String, String> unreadable = new HashMap<>();
    private @Nullable Tasks tasks;

    /**
     * An empty cluster.
     *
     * @param scheduler whose pending pods are tasks to place; those of others wait for somebody else; null: Kerf's and
     *                  the default scheduler's
     * @param warnings  told what of an object was not taken as it stands, possibly often
     */
    public LiveCluster(@Nullable String scheduler, Consumer<Warning> warnings) {
        this(scheduler, SharingKeys.RESERVATION_NAMESPACE, warnings);
    }

    /**
     * An empty cluster.
     *
     * @param scheduler    whose pending pods are tasks to place; those of others wait for somebody else; null:
     *                     Kerf's and the default scheduler's
     * @param reservations the namespace of the pods that hold cards for others
     * @param warnings     told what of an object was not taken as it stands, possibly often
     */
    public LiveCluster(@Nullable String scheduler, String reservations, Consumer<Warning> warnings) {
        this.scheduler = scheduler;
        this.cards = new LiveCards(scheduler, reservations);
        this.warnings = warnings;
        Surroundings.KINDS.forEach(kind -> referred.put(kind, new HashMap<>()));
    }

    /** The kinds it wants to be told of. */
    public static Set<String> kinds() {
        Set<String> kinds = new java.util.TreeSet<>(Surroundings.KINDS);
        kinds.add("Node");
        kinds.add("Pod");
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
            return removePod(new TaskId(item.namespace(), item.name()));
        }
        LivePod pod = new LivePod(reader.read(item.namespace(), item.name()), item);
        return keep(pod);
    }

    private synchronized boolean putReservation(Item item, PodReader reader) {
        return cards.put(item, new LivePod(reader.read(item.namespace(), item.name()), item));
    }

    private synchronized boolean keep(LivePod pod) {
        LivePod before = pods.put(pod.id(), pod);
        cards.sharer(pod);
        return before == null || !before.sameAs(pod);
    }

    private synchronized boolean removePod(TaskId id) {
        boolean held = cards.remove(id);
        return pods.remove(id) != null || held;
    }

    private synchronized boolean putReferred(Item item) {
        Map<String, Item> of = referred.get(item.kind());
        if (of == null) {
            return false;
        }
        of.put(key(item), item);
        tasks = null;
        return true;
    }

    /** The object is gone. */
    public synchronized void remove(Item item) {
        switch (item.kind()) {
            case "Node" -> {
                nodes.remove(item.name());
                cards.retainNodes(nodes.keySet());
            }
            case "Pod" -> removePod(new TaskId(item.namespace(), item.name()));
            default -> {
                Map<String, Item> of = referred.get(item.kind());
                if (of != null && of.remove(key(item)) != null) {
                    tasks = null;
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
        if (unreadable.remove(kind) != null) {
            tasks = null;
        }
        switch (kind) {
            case "Node" -> {
                nodes.keySet().retainAll(names);
                cards.retainNodes(names);
            }
            case "Pod" -> {
                pods.keySet().removeIf(id -> !names.contains(id.toString()));
                cards.retain(names);
            }
            default -> {
                Map<String, Item> of = referred.get(kind);
                if (of != null && of.keySet().retainAll(names)) {
                    tasks = null;
                }
            }
        }
    }

    /**
     * Objects of the kind cannot be read for now; pods that refer to some are refused with these words.
     *
     * @param forbidden for lack of the permission; otherwise since the cluster does not have the kind
     */
    public synchronized void unreadable(String kind, boolean forbidden) {
        Map<String, Item> of = referred.get(kind);
        String before = unreadable.put(kind, forbidden ? "Kerf lacks the permission to list" : "the cluster has no");
        if (of != null && (!of.isEmpty() || before == null)) {
            of.clear();
            tasks = null;
        }
    }

    private static String key(Item item) {
        return item.namespace().isEmpty() ? item.name() : item.namespace() + "/" + item.name();
    }

    /** The pod of that name; null: there is none that counts. */
    public synchronized @Nullable LivePod pod(TaskId id) {
        return pods.get(id);
    }

    /** The pods that hold cards for others, and the pods that share cards. */
    public synchronized SharedCards sharedCards() {
        return cards.shown();
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
        Tasks current = tasks == null ? surroundings() : tasks;
        tasks = current;
        List<Task> pending = new ArrayList<>();
        List<Placement> placed = new ArrayList<>();
        for (Map.Entry<TaskId, LivePod> entry : pods.entrySet()) {
            LivePod pod = entry.getValue();
            PodDraft.Standing standing = pod.standing();
            Assumed going = assumed.get(entry.getKey());
            if (standing != null) {
                placed.add(pod.placement(current, standing));
            } else if (going != null && going.uid().equals(pod.uid())) {
                placed.add(new Placement(pod.task(current), going.node(), going.slices(), going.group(), false));
            } else if (pod.isFor(scheduler)) {
                pending.add(cards.asked(pod, pod.task(current)));
            }
        }
        placed.addAll(cards.holders(current, assumed.values()));
        return new Cluster(asOf, List.copyOf(nodes.values()), pending, placed, List.of());
    }

    private Tasks surroundings() {
        Surroundings found = new Surroundings(warnings);
        referred.values().forEach(of -> of.values().forEach(item -> found.add(item, item.namespace())));
        pods.values().forEach(pod -> {
            found.seen(pod.id().namespace());
            pod.forget();
        });
        cards.forget();
        return new Tasks(found, new Owners());
    }
}
