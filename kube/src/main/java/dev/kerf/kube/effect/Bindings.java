package dev.kerf.kube.effect;

import dev.kerf.core.model.TaskId;
import dev.kerf.core.plan.Decision;
import dev.kerf.kube.api.Answer;
import dev.kerf.kube.api.Request;
import dev.kerf.objects.Assumed;
import dev.kerf.objects.LivePod;
import dev.kerf.objects.read.ServerObject;
import dev.kerf.objects.write.Documents;
import java.io.IOException;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Pods being bound. From the decision on a pod is assumed to be where it goes, until the server shows it there, refuses,
 * or the pod is gone; so no later cycle gives the room away or decides about the pod again.
 */
public final class Bindings {
    private static final int CONFLICT = 409;
    private static final Pattern ALREADY = Pattern.compile("is already assigned to node \"([^\"]*)\"");
    private final Dispatcher dispatcher;
    private final Claims claims;
    private final Outcomes outcomes;
    private final Refusals refusals = new Refusals();
    private final Map<TaskId, Assumed> assumed = new ConcurrentHashMap<>();

    /** Somebody who is told what came of each binding. */
    public interface Outcomes {
        /** The server took it. */
        void bound(LivePod pod, Decision.Bind bind);

        /** The server did not take it; the pod is free to be decided about again. */
        void refused(LivePod pod, Decision.Bind bind, Answer answer);
    }

    public Bindings(Dispatcher dispatcher, Claims claims, Outcomes outcomes) {
        this.dispatcher = dispatcher;
        this.claims = claims;
        this.outcomes = outcomes;
    }

    /** Where pods are going that the server does not show there yet. */
    public Map<TaskId, Assumed> assumed() {
        // Not Map.copyOf: names that count up stand side by side in it, and each that is not there is looked for past
        // them all
        return Collections.unmodifiableMap(new HashMap<>(assumed));
    }

    /** Begins to bind the pod, if it is still the one that was decided about. */
    public void bind(LivePod pod, Decision.Bind bind) {
        if (keepsOff(pod)) {
            return;
        }
        Assumed going = new Assumed(pod.uid(), bind.node(), bind.slices());
        if (assume(pod, going)) {
            send(pod, bind, going, Map.of());
        }
    }

    /** Whether the server refused the pod not long ago, so that it is left alone for a while. */
    public boolean keepsOff(LivePod pod) {
        return refusals.keepOff(pod);
    }

    /**
     * From now on the pod is taken to go there, though nothing is sent yet.
     *
     * @return whether it was not going anywhere before
     */
    public boolean assume(LivePod pod, Assumed going) {
        return assumed.putIfAbsent(pod.id(), going) == null;
    }

    /** The pod does not go there after all. */
    public void release(LivePod pod, Assumed going) {
        assumed.remove(pod.id(), going);
    }

    /**
     * Binds a pod that is assumed to go there, once its claims are bound.
     *
     * @param more labels and annotations that the server gives the pod in the same write
     */
    public void send(LivePod pod, Decision.Bind bind, Assumed going, Map<String, Object> more) {
        claims.bind(
                pod,
                bind.node(),
                () -> post(pod, bind, going, more),
                problem -> free(pod, bind, going, Answer.none(problem)));
    }

    private void post(LivePod pod, Decision.Bind bind, Assumed going, Map<String, Object> more) {
        Request request = Request.post(Paths.pod(pod.id()) + "/binding", body(pod, bind.node(), more));
        dispatcher.urgent(request, answer -> answered(pod, bind, going, answer));
    }

    private static byte[] body(LivePod pod, String node, Map<String, Object> more) {
        TaskId id = pod.id();
        Map<String, Object> metadata = new HashMap<>(more);
        metadata.putAll(Map.of("name", id.name(), "namespace", id.namespace(), "uid", pod.uid()));
        Map<String, Object> target = Map.of("apiVersion", "v1", "kind", "Node", "name", node);
        return Documents.bytes(Map.of("apiVersion", "v1", "kind", "Binding", "metadata", metadata, "target", target));
    }

    private void answered(LivePod pod, Decision.Bind bind, Assumed going, Answer answer) {
        Matcher elsewhere = ALREADY.matcher(answer.code() == CONFLICT ? answer.message() : "");
        if (answer.ok()) {
            outcomes.bound(pod, bind);
        } else if (elsewhere.find()) {
            already(pod, bind, going, elsewhere.group(1));
        } else if (answer.uncertain()) {
            ask(pod, bind, going, answer);
        } else {
            free(pod, bind, going, answer);
        }
    }

    /** A binding whose first answer was lost is refused the second time; or somebody else was faster. */
    private void already(LivePod pod, Decision.Bind bind, Assumed going, String node) {
        if (node.equals(bind.node())) {
            outcomes.bound(pod, bind);
        } else {
            assumed.replace(pod.id(), going, new Assumed(pod.uid(), node, List.of()));
        }
    }

    /** Nobody knows whether it was bound; until that is known the room stays taken. */
    private void ask(LivePod pod, Decision.Bind bind, Assumed going, Answer refusal) {
        dispatcher.urgent(Request.get(Paths.pod(pod.id())), answer -> {
            if (answer.passing() && going.equals(assumed.get(pod.id())) && dispatcher.open()) {
                ask(pod, bind, going, refusal);
            } else if (answer.ok() && node(answer).equals(bind.node())) {
                outcomes.bound(pod, bind);
            } else {
                free(pod, bind, going, refusal);
            }
        });
    }

    private static String node(Answer pod) {
        try {
            return ServerObject.read(pod.body()).at("spec", "nodeName").text();
        } catch (IOException broken) {
            return "";
        }
    }

    private void free(LivePod pod, Decision.Bind bind, Assumed going, Answer answer) {
        refusals.add(pod);
        assumed.remove(pod.id(), going);
        outcomes.refused(pod, bind, answer);
    }

    /**
     * The server shows a pod.
     *
     * @return whether it shows what was assumed already
     */
    public boolean seen(LivePod pod) {
        Assumed going = assumed.get(pod.id());
        if (going == null) {
            return false;
        }
        String node = pod.node();
        if (!going.uid().equals(pod.uid())) {
            assumed.remove(pod.id(), going);
            return false;
        }
        if (node != null) {
            assumed.remove(pod.id(), going);
        }
        return going.node().equals(node);
    }

    /** Gives up what was decided and waits for claims, since somebody else led meanwhile and may have given the room away. */
    public void forget() {
        claims.forget().forEach(assumed::remove);
    }

    /** The pod is gone. */
    public void gone(TaskId pod) {
        claims.gone(pod);
        refusals.gone(pod);
        assumed.remove(pod);
    }
}
