package dev.kerf.objects;

import dev.kerf.core.model.GpuNeed;
import dev.kerf.core.model.Node;
import dev.kerf.core.model.Placement;
import dev.kerf.core.model.Task;
import dev.kerf.core.model.TaskId;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Reason;
import dev.kerf.objects.pod.PodDraft;
import dev.kerf.objects.pod.PodReader;
import dev.kerf.objects.pod.Reservation;
import dev.kerf.objects.read.Item;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * What a live cluster knows of shared cards. A reservation takes its processor time and memory like any pod; its GPU is
 * charged to those who share it, and to itself while nobody does, since the node gives the card to nobody else.
 */
final class LiveCards {
    /** A pod that holds a card. */
    private record Holder(LivePod pod, Reservation reservation) {}

    private static final Reason NOT_PREPARED = Reason.of(Code.GPU_NOT_PREPARED);
    private final @Nullable String scheduler;
    private final String namespace;
    private final Map<TaskId, Holder> holders = new HashMap<>();
    private final Map<TaskId, LivePod> sharers = new HashMap<>();
    private final Set<String> machines = new HashSet<>();
    private final Set<String> gpuMachines = new HashSet<>();

    /**
     * No cards.
     *
     * @param scheduler whose pods are cared for
     * @param namespace where reservations stand
     */
    LiveCards(@Nullable String scheduler, String namespace) {
        this.scheduler = scheduler;
        this.namespace = namespace;
    }

    boolean isReservation(PodReader pod) {
        return pod.isReservation(namespace);
    }

    /** A node; one whose runtime has an address ({@code containerd://2.2.1}) runs containers, others are played. */
    void node(Item item, Node node) {
        String runtime =
                item.root().at("status", "nodeInfo", "containerRuntimeVersion").text();
        keep(machines, node.name(), runtime.contains("://"));
        keep(gpuMachines, node.name(), runtime.contains("://") && node.gpus().count() > 0);
    }

    private static void keep(Set<String> names, String name, boolean in) {
        if (in) {
            names.add(name);
        } else {
            names.remove(name);
        }
    }

    /** Whether it differs from what was known. */
    boolean put(Item item, LivePod pod) {
        Reservation reservation = Reservation.read(item);
        if (reservation == null) {
            return holders.remove(pod.id()) != null;
        }
        Holder before = holders.put(pod.id(), new Holder(pod, reservation));
        return before == null || !before.reservation().equals(reservation);
    }

    void sharer(LivePod pod) {
        if (pod.groups().isEmpty()) {
            sharers.remove(pod.id());
        } else {
            sharers.put(pod.id(), pod);
        }
    }

    /** Whether it was a reservation. */
    boolean remove(TaskId id) {
        sharers.remove(id);
        return holders.remove(id) != null;
    }

    void retain(Set<String> names) {
        holders.keySet().removeIf(id -> !names.contains(id.toString()));
        sharers.keySet().removeIf(id -> !names.contains(id.toString()));
    }

    void retainNodes(Set<String> names) {
        machines.retainAll(names);
        gpuMachines.retainAll(names);
    }

    void forget() {
        holders.values().forEach(holder -> holder.pod().forget());
    }

    /** @param ours whether a node of that name concerns whoever asks */
    SharedCards shown(Predicate<String> ours) {
        List<Reservation> reservations = holders.values().stream()
                .map(Holder::reservation)
                .filter(each -> ours.test(each.node()))
                .toList();
        List<LivePod> shown = new ArrayList<>();
        Set<TaskId> own = new HashSet<>();
        for (LivePod pod : sharers.values()) {
            String node = pod.node();
            if (node != null && ours.test(node)) {
                shown.add(pod);
                if (pod.boundByKerf() && pod.isFor(scheduler)) {
                    own.add(pod.id());
                }
            }
        }
        return new SharedCards(reservations, shown, own, machines);
    }

    /** The task; refused where it asks for part of a GPU, nodes run containers, and its own would not be told its GPU. */
    Task asked(LivePod pod, Task task) {
        if (gpuMachines.isEmpty() || pod.prepared() || !pod.sharesGpu()) {
            return task;
        }
        List<Reason> refusals = new ArrayList<>(task.refusals());
        refusals.add(NOT_PREPARED);
        return task.withRefusals(refusals);
    }

    /** What the reservations take of their nodes. */
    List<Placement> holders(Tasks tasks, Collection<Assumed> assumed) {
        if (holders.isEmpty()) {
            return List.of();
        }
        Set<String> shared = new HashSet<>();
        sharers.values().forEach(pod -> shared.addAll(pod.groups()));
        assumed.forEach(going -> addGroups(shared, going.group()));
        List<Placement> placed = new ArrayList<>();
        for (Holder holder : holders.values()) {
            PodDraft.Standing standing = holder.pod().standing();
            if (standing != null) {
                Placement own = withItsNode(holder.pod().placement(tasks, standing));
                placed.add(shared.contains(holder.reservation().group()) ? withoutCard(own) : own);
            }
        }
        return placed;
    }

    private static void addGroups(Set<String> groups, @Nullable String commas) {
        if (commas != null) {
            groups.addAll(List.of(commas.split(",")));
        }
    }

    /** It goes with those who share its card, so it keeps no node and is nobody's to move. */
    private static Placement withItsNode(Placement own) {
        Task task = own.task().goingWithItsNode();
        return new Placement(task, own.node(), own.slices(), own.group(), own.since(), own.goneBy());
    }

    private static Placement withoutCard(Placement own) {
        Task task = own.task().withNeed(own.task().need().withGpu(new GpuNeed.None()));
        return new Placement(task, own.node(), List.of(), null, own.leaving());
    }
}
