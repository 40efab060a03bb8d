package dev.kerf.kube.reserve;

import dev.kerf.core.model.TaskId;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Request;
import dev.kerf.kube.effect.Dispatcher;
import dev.kerf.objects.pod.Reservation;
import dev.kerf.objects.pod.SharingKeys;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Makes and deletes reservation pods: each one once, however often it is asked before the server shows what came of it. */
final class Reservations {
    private static final int CONFLICT = 409;
    private static final int NOT_FOUND = 404;
    private static final Duration UNSEEN = Duration.ofSeconds(30);
    private static final Duration REFUSED = Duration.ofSeconds(10);

    private record Making(String group, Instant since) {}

    private final Dispatcher dispatcher;
    private final ReservationForm form;
    private final String by;
    private final Consumer<String> log;
    private final Runnable wake;
    private final Map<String, Making> making = new ConcurrentHashMap<>();
    private final Set<String> deleting = ConcurrentHashMap.newKeySet();
    private volatile String refusal = "";
    private volatile Instant refusedAt = Instant.MIN;

    Reservations(Dispatcher dispatcher, ReservationForm form, String by, Consumer<String> log, Runnable wake) {
        this.dispatcher = dispatcher;
        this.form = form;
        this.by = by;
        this.log = log;
        this.wake = wake;
    }

    /** Forgets what the server shows by now. */
    void saw(List<Reservation> shown, Instant now) {
        shown.forEach(each -> making.remove(each.id().name()));
        making.values().removeIf(each -> each.since().plus(UNSEEN).isBefore(now));
        Set<String> uids = shown.stream().map(Reservation::uid).collect(java.util.stream.Collectors.toSet());
        deleting.retainAll(uids);
    }

    /** Whether it is this scheduler's to delete. */
    boolean own(Reservation reservation) {
        return reservation.by().equals(by) && reservation.id().namespace().equals(form.namespace());
    }

    /** The first reservation of that group, by name. */
    static String name(String group) {
        return SharingKeys.RESERVATION_PREFIX + group;
    }

    /** Why no reservation can be made at the moment; null: they can. */
    @Nullable
    String refusal(Instant now) {
        return refusedAt.plus(REFUSED).isAfter(now) ? refusal : null;
    }

    /** Whether a reservation of the group is on its way. */
    boolean making(String group) {
        return making.values().stream().anyMatch(each -> each.group().equals(group));
    }

    void make(String name, String node, String group, Instant now) {
        if (refusal(now) == null && making.putIfAbsent(name, new Making(group, now)) == null) {
            post(name, node, group, now, true);
        }
    }

    private void post(String name, String node, String group, Instant now, boolean first) {
        Request request = Request.post(pods(), form.pod(name, node, group, by));
        dispatcher.urgent(request, answer -> {
            if (answer.code() == NOT_FOUND && first) {
                Request namespace = Request.post("/api/v1/namespaces", form.namespaceObject());
                dispatcher.urgent(namespace, made -> namespaceAnswered(name, node, group, now, made));
            } else if (answer.code() == CONFLICT && !answer.exists()) {
                making.remove(name);
            } else if (!answer.ok() && !answer.exists()) {
                refused(name, "make pods in namespace " + form.namespace(), answer, now);
            }
        });
    }

    private void namespaceAnswered(String name, String node, String group, Instant now, Answer answer) {
        if (answer.ok() || answer.exists()) {
            post(name, node, group, now, false);
        } else {
            refused(name, "make the namespace " + form.namespace(), answer, now);
        }
    }

    private void refused(String name, String what, Answer answer, Instant now) {
        making.remove(name);
        String sentence = "Kerf cannot " + what + ": " + answer.message();
        if (!sentence.equals(refusal)) {
            log.accept("GPUs cannot be shared: " + sentence);
        }
        refusal = sentence;
        refusedAt = now;
        wake.run();
    }

    /** @param graceful whether there is a node that ends it */
    void delete(Reservation reservation, boolean graceful) {
        if (!reservation.leaving() && deleting.add(reservation.uid())) {
            TaskId id = reservation.id();
            Request request = Request.delete(pods() + "/" + id.name(), reservation.uid(), graceful);
            dispatcher.urgent(request, answer -> {
                if (!answer.ok() && answer.code() != NOT_FOUND) {
                    deleting.remove(reservation.uid());
                }
            });
        }
    }

    private String pods() {
        return "/api/v1/namespaces/" + form.namespace() + "/pods";
    }
}
