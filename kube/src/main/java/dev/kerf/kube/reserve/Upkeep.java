package dev.kerf.kube.reserve;

import dev.kerf.kube.effect.Dispatcher;
import dev.kerf.kube.effect.Evictions;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.pod.Reservation;
import dev.kerf.objects.pod.Reservation.State;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * Keeps reservations and the pods that share in step, whoever interfered: a reservation that nobody shares goes, a group
 * without one gets another, and that one holds the very GPU its pods were told, or else they are evicted.
 */
final class Upkeep {
    private static final Duration FIRST_PAUSE = Duration.ofSeconds(2);
    private static final int MOST_DOUBLINGS = 5;
    /** A disruption budget may forbid it for now. */
    private static final Duration EVICTED_AGAIN = Duration.ofSeconds(10);

    private static final Duration FORGOTTEN = Duration.ofMinutes(10);
    /** A node has no more GPUs; so many tries have seen them all. */
    private static final int MOST_TRIES = 64;

    private final Dispatcher dispatcher;
    private final Reservations reservations;
    private final Consumer<String> log;
    private final Map<String, Integer> failures = new HashMap<>();
    private final Map<String, Instant> goesAt = new HashMap<>();
    private final Map<String, Instant> evicted = new HashMap<>();

    Upkeep(Dispatcher dispatcher, Reservations reservations, Consumer<String> log) {
        this.dispatcher = dispatcher;
        this.reservations = reservations;
        this.log = log;
    }

    /** @param wanted the groups that pods stand on or are going to */
    void tend(Shown shown, Set<String> wanted, Instant now) {
        for (Reservation each : shown.reservations()) {
            if (reservations.own(each) && !each.leaving()) {
                look(shown, each, wanted.contains(each.group()), now);
            }
        }
        shown.sharers().forEach((group, pods) -> {
            if (pods.stream().anyMatch(shown::own)) {
                hold(shown, group, pods, now);
            }
        });
        Set<String> uids = new HashSet<>();
        shown.reservations().forEach(each -> uids.add(each.uid()));
        goesAt.keySet().retainAll(uids);
        evicted.values().removeIf(at -> at.plus(FORGOTTEN).isBefore(now));
    }

    /** One that the node refused stands for the card it did not get, longer each time, so that nothing is tried in haste. */
    private void look(Shown shown, Reservation each, boolean wanted, Instant now) {
        if (each.state() == State.LOST) {
            Instant due = goesAt.computeIfAbsent(each.uid(), uid -> now.plus(pause(each)));
            if (!due.isAfter(now)) {
                reservations.delete(each, shown.isMachine(each.node()));
            }
        } else if (!wanted) {
            reservations.delete(each, shown.isMachine(each.node()));
        } else if (each.state() == State.UP) {
            failures.remove(each.node());
        }
    }

    private Duration pause(Reservation lost) {
        int before = failures.merge(lost.node(), 1, Integer::sum) - 1;
        log.accept("node " + lost.node() + " refused pod " + lost.id() + " its GPU: " + lost.trouble());
        return FIRST_PAUSE.multipliedBy(1L << Math.min(before, MOST_DOUBLINGS));
    }

    /** Sees to it that the group's card is held, and that it is the one its pods were told. */
    private void hold(Shown shown, String group, List<LivePod> pods, Instant now) {
        String told = shown.told(group);
        Reservation right = shown.reservations(group).stream()
                .filter(r -> !r.leaving() && r.state() == State.UP)
                .filter(r ->
                        told.isEmpty() || r.device().isEmpty() || r.device().equals(told))
                .findFirst()
                .orElse(null);
        if (right != null) {
            shown.reservations(group).stream()
                    .filter(r -> !r.equals(right) && reservations.own(r) && r.state() != State.LOST)
                    .forEach(r -> reservations.delete(r, shown.isMachine(r.node())));
        } else if (shown.lost(group) != null) {
            giveUp(shown, group, told, pods, now);
        } else if (shown.reservations(group).stream().allMatch(r -> r.state() == State.UP && !r.leaving())) {
            again(shown, group, pods.getFirst(), now);
        }
    }

    /** Those with the wrong GPU are kept until the right one has come, since they keep others from having it again. */
    private void again(Shown shown, String group, LivePod pod, Instant now) {
        String node = pod.node();
        int tries = shown.reservations(group).size();
        if (node != null && tries < MOST_TRIES && !reservations.making(group)) {
            String name = Reservations.name(group) + (tries == 0 ? "" : "-" + (tries + 1));
            reservations.make(name, node, group, now);
        }
    }

    /** No card is left on the node: if wrong ones came before, somebody else holds the right one. */
    private void giveUp(Shown shown, String group, String told, List<LivePod> pods, Instant now) {
        boolean wrong = shown.reservations(group).stream()
                .anyMatch(r -> r.state() == State.UP && !r.device().equals(told));
        for (LivePod pod : pods) {
            if (wrong && shown.own(pod) && !pod.leaving()) {
                evict(pod, told, now);
            }
        }
    }

    private void evict(LivePod pod, String told, Instant now) {
        Instant before = evicted.get(pod.uid());
        if (before == null) {
            log.accept("pod " + pod.id() + " is evicted: its GPU " + told + " was given to somebody else");
        }
        if (before == null || !before.plus(EVICTED_AGAIN).isAfter(now)) {
            evicted.put(pod.uid(), now);
            dispatcher.urgent(Evictions.request(pod), answer -> {});
        }
    }
}
