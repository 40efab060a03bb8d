package dev.kerf.kube.reserve;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.core.reason.Code;
import dev.kerf.core.reason.Fit;
import dev.kerf.core.reason.Reason;
import dev.kerf.core.snapshot.Standing;
import dev.kerf.kube.effect.Bindings;
import dev.kerf.kube.effect.Dispatcher;
import dev.kerf.kube.effect.Notes;
import dev.kerf.objects.Assumed;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.SharedCards;
import dev.kerf.objects.pod.Reservation;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Pods on parts of GPUs. From the decision on a pod is assumed to be on its cards; it is bound when a reservation holds
 * each of them, with the binding that tells it which GPUs they are. So there is no moment at which a bound pod does not
 * know its GPU, and what stands can be told from the pods alone, whenever this process dies. Used by the thread of the
 * cycle only.
 */
public final class Sharing {
    private static final Duration PATIENCE = Duration.ofMinutes(2);
    private static final Duration SILENCE = Duration.ofSeconds(5);

    /** A pod whose cards are not all held yet. */
    private record Waiting(LivePod pod, Decision.Bind bind, Assumed going, List<String> groups, Instant since) {}

    private final Bindings bindings;
    private final Notes notes;
    private final Reservations reservations;
    private final Upkeep upkeep;
    private final Map<TaskId, Waiting> waiting = new LinkedHashMap<>();
    private CardNames names = new CardNames((node, device) -> null, name -> false);
    private Shown shown = new Shown(new SharedCards(List.of(), List.of(), Set.of(), Set.of()));

    /**
     * Shares the GPUs of a cluster.
     *
     * @param by   the name of the scheduler
     * @param log  takes sentences for the person who runs it
     * @param wake asks for another cycle
     */
    public Sharing(
            Dispatcher dispatcher,
            Bindings bindings,
            Notes notes,
            ReservationForm form,
            String by,
            Consumer<String> log,
            Runnable wake) {
        this.bindings = bindings;
        this.notes = notes;
        this.reservations = new Reservations(dispatcher, form, by, log, wake);
        this.upkeep = new Upkeep(dispatcher, reservations, log);
    }

    /** What follows is of a plan for what stood like this. */
    public void plan(Standing standing) {
        names = new CardNames(standing::card, this::taken);
    }

    private boolean taken(String group) {
        return shown.knows(group)
                || reservations.making(group)
                || groups(bindings.assumed()).contains(group);
    }

    /** Begins to bind a pod to parts of GPUs, if it is still the one that was decided about. */
    public void bind(LivePod pod, Decision.Bind bind, Instant now) {
        List<String> groups = names.of(pod, bind);
        String refusal = reservations.refusal(now);
        if (refusal != null) {
            hold(pod, bind, Reservations.name(groups.getFirst()), refusal, now);
            return;
        }
        Assumed going = new Assumed(pod.uid(), bind.node(), List.of(), String.join(",", groups));
        if (bindings.assume(pod, going)) {
            waiting.put(pod.id(), new Waiting(pod, bind, going, groups, now));
        }
    }

    /** Gives up what was decided and waits for cards, since somebody else led meanwhile and may have given the room away. */
    public void forget() {
        waiting.values().forEach(each -> bindings.release(each.pod(), each.going()));
        waiting.clear();
    }

    /** Carries on with what is under way, and puts right what is not as it should be. */
    public void tend(SharedCards cards, Instant now) {
        shown = new Shown(cards);
        if (waiting.isEmpty() && shown.isEmpty()) {
            return;
        }
        reservations.saw(cards.reservations(), now);
        Map<TaskId, Assumed> assumed = bindings.assumed();
        for (Waiting each : List.copyOf(waiting.values())) {
            if (each.going().equals(assumed.get(each.pod().id()))) {
                carryOn(each, now);
            } else {
                waiting.remove(each.pod().id());
            }
        }
        Set<String> wanted = groups(bindings.assumed());
        wanted.addAll(shown.sharers().keySet());
        upkeep.tend(shown, wanted, now);
    }

    private static Set<String> groups(Map<TaskId, Assumed> assumed) {
        Set<String> groups = new HashSet<>();
        for (Assumed each : assumed.values()) {
            String group = each.group();
            if (group != null) {
                groups.addAll(List.of(group.split(",")));
            }
        }
        return groups;
    }

    private void carryOn(Waiting each, Instant now) {
        List<String> devices = new ArrayList<>();
        String missing = null;
        String problem = "it has not started";
        for (String group : each.groups()) {
            Reservation reservation = held(each, group, now);
            if (reservation != null) {
                devices.add(device(reservation));
            } else if (missing == null) {
                missing = group;
                problem = problem(group, now, problem);
            }
        }
        if (missing == null) {
            waiting.remove(each.pod().id());
            bindings.send(
                    each.pod(), each.bind(), each.going(), Told.of(each.bind().slices(), each.groups(), devices));
        } else {
            wait(each, missing, problem, now);
        }
    }

    private String problem(String group, Instant now, String otherwise) {
        String refusal = reservations.refusal(now);
        Reservation current = shown.current(group);
        Reservation lost = shown.lost(group);
        if (refusal != null) {
            return refusal;
        }
        Reservation speaks = current == null ? lost : current;
        return speaks == null || speaks.trouble().isEmpty() ? otherwise : speaks.trouble();
    }

    /** The reservation that holds the group's card and tells all there is to know; null: not yet. */
    private @Nullable Reservation held(Waiting each, String group, Instant now) {
        String node = each.bind().node();
        Reservation current = shown.current(group);
        if (current == null) {
            if (shown.reservations(group).isEmpty()) {
                reservations.make(Reservations.name(group), node, group, now);
            }
            return null;
        }
        boolean ready = !shown.isMachine(node)
                || (current.state() == Reservation.State.UP && !device(current).isEmpty());
        return ready ? current : null;
    }

    private String device(Reservation reservation) {
        String told = shown.told(reservation.group());
        return told.isEmpty() ? reservation.device() : told;
    }

    private void wait(Waiting each, String group, String problem, Instant now) {
        boolean lost = shown.current(group) == null && shown.lost(group) != null;
        boolean refused = reservations.refusal(now) != null;
        if (lost || refused || each.since().plus(PATIENCE).isBefore(now)) {
            waiting.remove(each.pod().id());
            bindings.release(each.pod(), each.going());
            hold(each.pod(), each.bind(), Reservations.name(group), problem, now);
        } else if (each.since().plus(SILENCE).isBefore(now)) {
            hold(each.pod(), each.bind(), Reservations.name(group), problem, now);
        }
    }

    private void hold(LivePod pod, Decision.Bind bind, String reservation, String problem, Instant now) {
        Reason reason = Reason.of(Code.GPU_RESERVATION, "pod", reservation, "node", bind.node(), "problem", problem);
        notes.hold(pod, new Decision.Hold(pod.id(), Fit.NOT_NOW, reason), now);
    }
}
