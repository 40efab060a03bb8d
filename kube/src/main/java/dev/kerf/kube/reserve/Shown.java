package dev.kerf.kube.reserve;

import dev.kerf.core.model.TaskId;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.SharedCards;
import dev.kerf.objects.pod.Reservation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What the server shows of shared cards, by group. */
final class Shown {
    private final Map<String, List<Reservation>> reservations = new HashMap<>();
    private final Map<String, List<LivePod>> sharers = new HashMap<>();
    private final Set<TaskId> own;
    private final Set<String> machines;

    Shown(SharedCards cards) {
        cards.reservations().stream()
                .sorted(Comparator.comparing((Reservation r) -> r.id().toString()))
                .forEach(r -> reservations
                        .computeIfAbsent(r.group(), g -> new ArrayList<>())
                        .add(r));
        for (LivePod pod : cards.sharers()) {
            pod.groups().forEach(g -> sharers.computeIfAbsent(g, k -> new ArrayList<>())
                    .add(pod));
        }
        this.own = cards.own();
        this.machines = cards.machines();
    }

    boolean isEmpty() {
        return reservations.isEmpty() && sharers.isEmpty();
    }

    List<Reservation> reservations(String group) {
        return reservations.getOrDefault(group, List.of());
    }

    List<Reservation> reservations() {
        return reservations.values().stream().flatMap(List::stream).toList();
    }

    /** The groups that pods stand on, and the pods. */
    Map<String, List<LivePod>> sharers() {
        return sharers;
    }

    /** Whether this scheduler chose the pod's cards. */
    boolean own(LivePod pod) {
        return own.contains(pod.id());
    }

    /** Whether the node runs containers. */
    boolean isMachine(String node) {
        return machines.contains(node);
    }

    /** Whether anything is known by that name. */
    boolean knows(String group) {
        return reservations.containsKey(group) || sharers.containsKey(group);
    }

    /** The GPU that the group's pods were told; empty: none was. */
    String told(String group) {
        for (LivePod pod : sharers.getOrDefault(group, List.of())) {
            int place = pod.groups().indexOf(group);
            if (place < pod.devices().size()) {
                return pod.devices().get(place);
            }
        }
        return "";
    }

    /** The reservation that is not on its way out: one that is up if there is one, else one that is coming. */
    @Nullable
    Reservation current(String group) {
        Reservation found = null;
        for (Reservation each : reservations(group)) {
            boolean better = found == null || each.state().compareTo(found.state()) > 0;
            if (!each.leaving() && each.state() != Reservation.State.LOST && better) {
                found = each;
            }
        }
        return found;
    }

    /** The reservation of the group that the node refused; null: none. */
    @Nullable
    Reservation lost(String group) {
        return reservations(group).stream()
                .filter(r -> r.state() == Reservation.State.LOST)
                .findFirst()
                .orElse(null);
    }
}
